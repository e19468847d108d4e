/** The hub’s policy lets in only styles that carry what it wrote into this page. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? ''

// By this name the library that holds the page still behind a dialog looks for it.
Object.assign(window, { __webpack_nonce__: styleNonce })
