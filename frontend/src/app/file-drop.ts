/** A file field takes a dropped file and names what was chosen. */
export function attachFileDrop(root: ParentNode): void {
  for (const area of root.querySelectorAll<HTMLElement>("[data-file-drop]")) {
    const input = area.querySelector<HTMLInputElement>('input[type="file"]');
    const name = area.querySelector<HTMLElement>("[data-file-name]");
    if (!input || !name) continue;
    area.classList.add("file-drop--ready");
    const before = name.textContent;
    const say = (): void => {
      name.textContent = [...(input.files ?? [])].map((file) => file.name).join(", ") || before;
    };
    const over = (on: boolean) => (event: Event): void => {
      event.preventDefault();
      area.classList.toggle("file-drop--over", on);
    };
    input.addEventListener("change", say);
    area.addEventListener("dragover", over(true));
    area.addEventListener("dragleave", over(false));
    area.addEventListener("drop", (event) => {
      over(false)(event);
      if (!event.dataTransfer?.files.length) return;
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
}
