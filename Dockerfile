FROM node:24-slim

ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app

COPY package.json package-lock.json ./
COPY bin ./bin
# The same step as on a laptop; with NODE_ENV=production it leaves the development packages out.
RUN node -e "import('./bin/installed.mjs').then(({ ensureInstalled }) => ensureInstalled())"
COPY . .

USER node
EXPOSE 3000
CMD ["npm", "run", "web"]
