import { Fragment } from 'react'
import type { Site } from './site.ts'
import * as styles from './styles.ts'

/** Who sends this and from where, as the law asks of every bulk mail. */
export function PostalAddress({ site }: { site: Site }) {
  return (
    <p className="soft" style={styles.small}>
      {site.name}
      {site.postalAddress.split('\n').map((line) => (
        <Fragment key={line}>
          <br />
          {line}
        </Fragment>
      ))}
    </p>
  )
}
