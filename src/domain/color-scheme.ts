/** Which of its two sets of colours a mail is seen in. */
export type ColorScheme = 'light' | 'dark'
