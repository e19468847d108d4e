import type { Answer } from './answer.ts'

/** What a hibernating instance answers to everything, with the status of a success. */
export const hibernationPage: Answer = {
  status: 200,
  html: '<html><head><title>Instance Hibernating page</title></head><body><h1>Your instance is hibernating</h1></body></html>',
}
