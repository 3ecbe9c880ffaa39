// The only importer of React Email: when the kit changes its name or package, this file is all that changes.
// Part by part, because the index of @react-email/components loads Tailwind's compiler, 38 MB that we never use.
export { Body } from '@react-email/body'
export { Button } from '@react-email/button'
export { Container } from '@react-email/container'
export { Head } from '@react-email/head'
export { Html } from '@react-email/html'
export { Link } from '@react-email/link'
export { Preview } from '@react-email/preview'
