import type { ReactNode } from 'react'
import { brand } from '../src/brand.ts'
import { Cell } from './cell.tsx'
import { Body, Container, Head, Html, Preview } from './kit.ts'
import { colorSchemeStylesheet, stylesheet } from './stylesheet.ts'

/** The document around every mail: head, preheader, paper and sheet. */
export function Frame({
  title,
  preheader,
  children,
}: {
  title: string
  preheader: string
  children: ReactNode
}) {
  return (
    <Html lang="en" dir="ltr">
      <Head>
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no" />
        <title>{title}</title>
        <style>{colorSchemeStylesheet}</style>
        <style>{stylesheet}</style>
      </Head>
      <Body className="paper" style={{ margin: 0 }}>
        <Preview>{preheader}</Preview>
        <Cell className="paper" style={{ background: brand.light.paper }}>
          <Container className="sheet" lang="en" dir="ltr" style={{ maxWidth: 640 }}>
            {children}
          </Container>
        </Cell>
      </Body>
    </Html>
  )
}
