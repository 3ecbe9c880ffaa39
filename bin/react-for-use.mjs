// Has React's own build for use loaded, whatever NODE_ENV is. The other looks for mistakes of whoever develops with it,
// and takes eight times as long for a mail.
const { NODE_ENV } = process.env
process.env.NODE_ENV = 'production'
await Promise.all([import('react'), import('react/jsx-runtime'), import('react-dom/server')])
if (NODE_ENV === undefined) delete process.env.NODE_ENV
else process.env.NODE_ENV = NODE_ENV
