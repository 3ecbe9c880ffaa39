// The only importer of React Email: when the kit changes its name or package, this file is all that changes.
export { Body, Button, Container, Head, Html, Link, Preview } from '@react-email/components'
export { render } from '@react-email/render'
