import { brand } from '../../src/brand.ts'
import { Cell } from '../cell.tsx'
import { Frame } from '../frame.tsx'
import { Button, Link } from '../kit.ts'
import { Masthead } from '../masthead.tsx'
import { PostalAddress } from '../postal-address.tsx'
import * as styles from '../styles.ts'
import type { Letter } from './letter.ts'

export function LetterMail({ letter }: { letter: Letter }) {
  const { site, title, preheader, opening, action, closing } = letter
  return (
    <Frame title={title} preheader={preheader}>
      <Cell className="sheet-cell" style={styles.sheetCell}>
        <Masthead site={site} />
        <div style={{ ...styles.block, paddingBottom: 32 }}>
          <h1 className="big" style={styles.heading(32, '26px 0 16px')}>
            {title}
          </h1>
          <p style={styles.paragraph}>{opening}</p>
          {'url' in action ? <ActionButton {...action} /> : <Code {...action} />}
          <p style={{ ...styles.paragraph, marginBottom: 32 }}>{closing}</p>
          <div className="line" style={{ ...styles.line, paddingTop: 16 }} />
          <PostalAddress site={site} />
        </div>
      </Cell>
    </Frame>
  )
}

function ActionButton({ words, url }: { words: string; url: string }) {
  return (
    <>
      <Button className="button sans" style={button} href={url}>
        {words}
      </Button>
      <p className="sans soft" style={{ ...styles.small, margin: '24px 0 16px', wordBreak: 'break-word' }}>
        Or open this link:
        <br />
        <Link className="link" style={styles.link} href={url}>
          {url}
        </Link>
      </p>
    </>
  )
}

function Code({ words, code }: { words: string; code: string }) {
  return (
    <>
      <p className="sans soft" style={{ ...styles.small, margin: '24px 0 4px' }}>
        {words}
      </p>
      <p
        className="sans"
        style={{ fontSize: 36, fontWeight: 700, letterSpacing: '0.2em', margin: '0 0 24px' }}
      >
        {code}
      </p>
    </>
  )
}

const button = {
  background: brand.light.accent,
  borderRadius: 6,
  color: brand.light.onAccent,
  fontSize: 17,
  fontWeight: 700,
  marginTop: 8,
  padding: '14px 26px',
}
