// Keeps what stands in the intake form in this tab, also what is typed and not yet sent, so that a reload brings it back.
// It goes to no other tab, never leaves the machine, and is gone with the tab, or once the article is on the desk.

const KEPT = "workbench.intake"
const AGAIN_MS = 1500
const MOST_TRIES = 20
const TYPED = {
  text: ".st-key-intake-text textarea",
  title: ".st-key-intake-title input",
  author: ".st-key-intake-author input",
}

const TICK = ".st-key-intake-undated input"

let form = null
let fields = {}
let typing = {}
let restoring = null
let wanted = null
let tries = 0

export default function (component) {
  const { data, setTriggerValue } = component
  const first = form === null
  if (first) document.addEventListener("input", typed, true)
  clearTimeout(restoring)
  restoring = null
  const kept = read()
  const another = data.form.split(":")[0] !== (kept ? kept.form.split(":")[0] : "")
  if (first) typing = standing()
  else if (data.form !== form) typing = {}
  form = data.form
  if (kept && another && data.empty && told(kept.fields) && !wanted) wanted = kept.fields
  if (wanted && lacks(data.fields) && tries < MOST_TRIES) return restore(setTriggerValue)
  wanted = null
  tries = 0
  // What was typed is newer than what the server knows, until the server tells the same.
  for (const name of Object.keys(typing)) if (typing[name] === data.fields[name]) delete typing[name]
  fields = { ...data.fields, ...typing }
  keep()
}

// What was typed and ticked before this script was there.
function standing() {
  const found = Object.entries(TYPED).map(([name, where]) => [name, document.querySelector(where)?.value])
  found.push(["undated", document.querySelector(TICK)?.checked])
  return Object.fromEntries(found.filter(([, value]) => value))
}

// Until the server has all of it: a message may be lost with the run it came in, or cross one that says a field is empty.
function restore(setTriggerValue) {
  fields = { ...wanted, ...typing }
  const ask = () => {
    tries += 1
    setTriggerValue("kept", wanted)
    if (tries < MOST_TRIES) restoring = setTimeout(ask, AGAIN_MS)
  }
  ask()
}

function lacks(some) {
  return ["text", "title", "author", "date", "undated"].some((name) => wanted[name] && !some[name] && !(name in typing))
}

function typed(event) {
  const target = event.target
  if (!target.matches) return
  const name = Object.keys(TYPED).find((one) => target.matches(TYPED[one]))
  if (name) typing[name] = target.value
  else if (target.matches(TICK)) typing.undated = target.checked
  else return
  fields = { ...fields, ...typing }
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
