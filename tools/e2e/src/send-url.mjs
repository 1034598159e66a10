// What `MMD_BROWSER` names in tests: hands the URL to the test that waits for it.
const [port, url] = process.argv.slice(2)
await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: url })
