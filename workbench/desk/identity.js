// Keeps the reviewer's name in this browser: in a cookie, which the server reads when a page opens, and in the tab's own
// storage, so that a second tab with another name changes nobody's. Nothing is fetched and nothing is drawn.

const KEPT = "workbench.reviewer"
let written = ""

export default function (component) {
  const { data, setStateValue } = component
  if (data.chosen && data.chosen !== written) {
    written = data.chosen
    sessionStorage.setItem(KEPT, data.name)
    document.cookie = `${data.cookie}=${encodeURIComponent(data.name)}; path=/; max-age=31536000; samesite=strict`
    return
  }
  const own = sessionStorage.getItem(KEPT)
  if (own && own !== data.name) setStateValue("name", own)
  else if (data.name) sessionStorage.setItem(KEPT, data.name)
}
