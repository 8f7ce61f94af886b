// Keeps what stands in the intake form in this tab, also what is typed and not yet sent, so that a reload brings it back.
// It goes to no other tab, never leaves the machine, and is gone with the tab, or once the article is on the desk.

const KEPT = "workbench.intake"
const AGAIN_MS = 1500
const TYPED = {
  text: ".st-key-intake-text textarea",
  title: ".st-key-intake-title input",
  author: ".st-key-intake-author input",
}

const TICK = ".st-key-intake-undated input"

let form = null
let fields = {}
let restoring = null

export default function (component) {
  const { data, setTriggerValue } = component
  const first = form === null
  if (first) document.addEventListener("input", typed, true)
  clearTimeout(restoring)
  restoring = null
  const kept = read()
  const another = data.form.split(":")[0] !== (kept ? kept.form.split(":")[0] : "")
  if (kept && another && data.empty && told(kept.fields)) {
    form = data.form
    return restore(setTriggerValue, kept)
  }
  form = data.form
  fields = { ...data.fields, ...(first ? standing() : underway()) }
  keep()
}

// What was typed before this script was there.
function standing() {
  const found = Object.entries(TYPED).map(([name, where]) => [name, document.querySelector(where)?.value || ""])
  return Object.fromEntries(found.filter(([, value]) => value))
}

// What is being typed is newer than what the server knows of it.
function underway() {
  const here = Object.entries(TYPED).find(([, where]) => document.activeElement && document.activeElement.matches(where))
  return here ? { [here[0]]: document.activeElement.value } : {}
}

// Until the server has it: a message may be lost with the run it came in.
function restore(setTriggerValue, kept) {
  fields = kept.fields
  const ask = () => {
    setTriggerValue("kept", kept.fields)
    restoring = setTimeout(ask, AGAIN_MS)
  }
  ask()
}

function typed(event) {
  const target = event.target
  const name = Object.keys(TYPED).find((one) => target.matches && target.matches(TYPED[one]))
  if (name) fields = { ...fields, [name]: target.value }
  else if (target.matches && target.matches(TICK)) fields = { ...fields, undated: target.checked }
  else return
  // What comes back meanwhile must not write over it.
  if (!restoring) keep()
}

function told(some) {
  return Boolean(some.text || some.title || some.author || some.date || some.undated)
}

function keep() {
  try {
    if (told(fields)) sessionStorage.setItem(KEPT, JSON.stringify({ form, fields }))
    else sessionStorage.removeItem(KEPT)
  } catch {
    // A text too long for the browser's storage is kept by the desk alone, as long as the page is open.
  }
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT))
  } catch {
    return null
  }
}
