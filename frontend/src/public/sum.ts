/** Adds up the shares of a constant sum (data-sum holds the amount, data-so-far, -done and -over the words). */
export function attachSum(root: ParentNode): void {
  for (const holder of root.querySelectorAll<HTMLElement>("[data-sum]")) {
    const total = Number(holder.dataset["sum"]);
    const line = document.createElement("output");
    line.className = "sum__total";
    const add = (): void => {
      const given = [...holder.querySelectorAll("input")].reduce((sum, { value }) => sum + whole(value), 0);
      const words = given > total ? "over" : given === total ? "done" : "soFar";
      line.textContent = filled(holder.dataset[words] ?? "", { given, total, over: given - total });
      line.classList.toggle("sum__total--over", given > total);
      line.classList.toggle("sum__total--done", given === total);
    };
    holder.append(line);
    holder.addEventListener("input", add);
    window.addEventListener("pageshow", add); // the browser may restore a form's state
    add();
  }
}

function whole(text: string): number {
  return /^\s*[0-9]{1,15}\s*$/.test(text) ? Number(text) : 0;
}

function filled(words: string, values: Record<string, number>): string {
  return words.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}
