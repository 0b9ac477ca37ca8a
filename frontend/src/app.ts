import "htmx.org";
import { attachAutoSubmit } from "./app/auto-submit";
import { attachConfirm } from "./app/confirm";
import { attachCopy } from "./app/copy";
import { attachFileDrop } from "./app/file-drop";
import { attachMenus } from "./app/menus";
import "./css/app.css";
import { attachFocus } from "./shared/focus";
import { attachSingleSubmit } from "./shared/single-submit";

function attachAll(root: ParentNode): void {
  attachAutoSubmit(root);
  attachConfirm(root);
  attachCopy(root);
  attachFileDrop(root);
  attachFocus(root);
  attachSingleSubmit(root);
}

attachMenus(document);
attachAll(document);
document.addEventListener("htmx:load", (event) => {
  if (event.target instanceof HTMLElement && event.target !== document.body) attachAll(event.target);
});
