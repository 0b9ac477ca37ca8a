/**
 * Puts a slider above the number field of each `data-slider`. The field stays what is sent, and shows the number.
 * Nothing is answered until the slider is touched: a press where the knob happens to stand counts too.
 */
export function attachSliders(root: Document): void {
  for (const holder of root.querySelectorAll<HTMLElement>("[data-slider]")) enhance(holder);
}

function enhance(holder: HTMLElement): void {
  const field = holder.querySelector<HTMLInputElement>('input[type="number"]');
  if (!field) return;
  const range = document.createElement("input");
  range.type = "range";
  range.className = "slider__range";
  range.dataset["helper"] = "";
  for (const name of ["min", "max", "step"] as const) range.setAttribute(name, field.getAttribute(name) ?? "");
  range.value = String((Number(field.min) + Number(field.max)) / 2); // the browser's own middle is that of 0 to 100
  range.setAttribute("aria-label", field.labels?.[0]?.textContent?.trim() ?? "");
  const described = field.getAttribute("aria-describedby");
  if (described) range.setAttribute("aria-describedby", described);
  holder.prepend(range);

  const show = (): void => {
    const isAnswered = field.value !== "";
    if (isAnswered) range.value = field.value;
    holder.classList.toggle("slider--unanswered", !isAnswered);
    if (isAnswered) range.removeAttribute("aria-valuetext");
    else range.setAttribute("aria-valuetext", holder.dataset["unanswered"] ?? "");
  };
  const answer = (): void => {
    if (field.value === range.value) return;
    field.value = range.value;
    show();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  range.addEventListener("input", answer);
  range.addEventListener("click", answer);
  range.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    answer();
  });
  field.addEventListener("input", show);
  window.addEventListener("pageshow", show); // the browser may restore the field after the first run
  show();
}
