// The place beside the verdict where the keys say what they did. It comes last on the page, so it also tells them that the
// page is drawn.

export default function (component) {
  const { parentElement, data } = component
  if (!parentElement.querySelector(":scope > .wb-keys")) {
    const line = document.createElement("div")
    line.className = "wb-keys"
    parentElement.appendChild(line)
  }
  document.dispatchEvent(new CustomEvent("workbench:drawn", { detail: data }))
}
