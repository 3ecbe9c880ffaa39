import type { ReactNode } from 'react'
import { Layout } from '../layout.tsx'
import { SignUpForm, type SignUpFormProps } from '../parts/sign-up-form.tsx'
import type { Site } from '../site.ts'

export interface MessagePageProps {
  readonly site: Site
  readonly title: string
  /** Shows the sign-up form below the words. */
  readonly signUp?: Omit<SignUpFormProps, 'site'>
  readonly children: ReactNode
}

/** A page that says one thing and helps the reader on. */
export function MessagePage({ site, title, signUp, children }: MessagePageProps) {
  return (
    <Layout site={site} title={title}>
      <div className="message sheet">
        <h1>{title}</h1>
        {children}
        {signUp ? <SignUpForm site={site} {...signUp} /> : null}
      </div>
    </Layout>
  )
}
