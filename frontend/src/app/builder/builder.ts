import { attachDialogs } from "./dialogs";
import { Canvas } from "./canvas";
import { draftState, showWalk } from "./draft-state";
import { attachLineDrag, attachTreeDrag } from "./drags";
import { Fields, bodyOf } from "./fields";
import { Findings } from "./findings";
import { focusAfter, focusNewRule, markSaved, texts } from "./forms";
import { attachLines } from "./lines";
import { Notice } from "./notice";
import { Palette } from "./palette";
import { Panes } from "./panes";
import { patch } from "./patching";
import { SaveStatus } from "./save-status";
import { Saver, type Edit } from "./saving";
import { Server } from "./talking";
import { Tree } from "./tree";

/** Brings the parts of the builder together; the page and every change of it are drawn by the server. */
export function startBuilder(root: HTMLElement): void {
  new Builder(root).start();
}

class Builder {
  private readonly status: SaveStatus;
  private readonly saver: Saver;
  private readonly server: Server;
  private readonly notice: Notice;
  private readonly fields: Fields;
  private readonly tree: Tree;
  private readonly canvas: Canvas;
  private readonly panes: Panes;
  private readonly findings: Findings;
  private readonly palette: Palette;
  private language: string;
  private edits = 0;

  constructor(private readonly root: HTMLElement) {
    this.language = root.dataset["lang"] ?? "en";
    this.status = new SaveStatus(root);
    this.server = new Server(root, {
      stored: (html, edit) => this.stored(html, edit),
      refused: (words, edit) => this.refused(words, edit),
      conflict: (html) => this.notice.conflict(html),
    });
    this.saver = new Saver((edit) => this.server.send(edit), (state) => this.status.show(state));
    this.notice = new Notice(root.querySelector<HTMLElement>("#notice")!, {
      theirs: () => this.showTheirs(),
      mine: () => this.saver.resume(),
      undo: () => this.walk("undo"),
    });
    this.fields = new Fields(root, (form, submitter) => this.saveForm(form, submitter), () => this.status.show("typing"));
    this.tree = new Tree(root.querySelector<HTMLElement>(".builder__tree")!, {
      select: (where, isOpening) => void this.select(where, isOpening),
      press: (tool, where) => this.tool(tool, where),
      rename: (where, title) => this.rename(where, title),
      addQuestion: () => this.palette.open(),
      addPage: () => this.addPage(),
    });
    this.canvas = new Canvas(root, {
      select: (name) => void this.select(name, false),
      rename: (name, title) => this.rename(name, title),
      titleOf: (name) => this.tree.row(name)?.dataset["text"] ?? "",
    });
    this.panes = new Panes(root);
    this.findings = new Findings(root, {
      read: () => this.server.read(root.dataset["findingsUrl"]!, { lang: this.language }),
      go: (where, field) => void this.goTo(where, field),
    });
    this.palette = new Palette(root.querySelector<HTMLDialogElement>("#palette")!, (member, value, into) => this.addElement(member, value, into));
  }

  start(): void {
    attachDialogs(this.root);
    const send = (form: HTMLFormElement, more: Record<string, string>): void => this.saveForm(form, undefined, more);
    attachLines(this.root, send);
    attachLineDrag(this.root, send);
    attachTreeDrag(this.root.querySelector<HTMLElement>(".builder__tree")!, this.tree, (operation) =>
      this.operation(operation, "", () => this.tree.focus(draftState().select)),
    );
    this.listen();
    const { select, page } = draftState();
    this.tree.refresh(select);
    this.canvas.show(page, select, true);
    showWalk();
    this.findings.later();
  }

  private listen(): void {
    document.addEventListener("click", (event) => this.clicked(event));
    document.addEventListener("keydown", (event) => this.pressed(event));
    document.addEventListener("change", (event) => {
      if (!(event.target instanceof HTMLSelectElement)) return;
      if (event.target.matches("[data-language]")) void this.setLanguage(event.target.value);
      else if (event.target.closest("[data-op-change]")) this.operation(JSON.parse(event.target.value) as object);
    });
    window.addEventListener("online", () => this.saver.resume());
    window.addEventListener("beforeunload", (event) => {
      this.fields.flush();
      if (!this.saver.isClean) event.preventDefault();
    });
  }

  private clicked(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>("button, a") : null;
    if (!target) return;
    const said = target.dataset;
    if (said["undo"] !== undefined) this.walk("undo");
    else if (said["redo"] !== undefined) this.walk("redo");
    else if (said["retry"] !== undefined) this.saver.resume();
    else if (said["openPalette"] !== undefined) this.palette.open(said["into"]);
    else if (said["addPage"] !== undefined) this.addPage();
    else if (said["tool"]) this.tool(said["tool"], draftState().select);
    else if (said["op"]) this.operation(JSON.parse(said["op"]) as object, said["then"]);
    else if (said["go"]) void this.goTo(said["go"], said["field"] ?? "");
    else if (said["afterSaving"] !== undefined && target instanceof HTMLAnchorElement) void this.leaveBy(event, target.href);
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key === "F6") {
      event.preventDefault();
      this.panes.next(event.shiftKey ? -1 : 1, () => this.tree.focus(draftState().select));
    }
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "z") return;
    event.preventDefault();
    this.walk(event.shiftKey ? "redo" : "undo");
  }

  // Edits

  private edit(key: string, body: Edit["body"], more: Partial<Edit> = {}): void {
    const select = typeof body["select"] === "string" ? body["select"] : draftState().select;
    this.saver.add({ key, url: this.root.dataset["editUrl"]!, body: { lang: this.language, ...body, select }, ...more });
  }

  private operation(operation: object, then = "", done?: () => void): void {
    this.fields.flush();
    this.edit(`op-${++this.edits}`, { op: JSON.stringify(operation), then }, done ? { done } : {});
  }

  private saveForm(form: HTMLFormElement, submitter?: HTMLElement, more: Record<string, string> = {}): void {
    if (form.hasAttribute("data-op-change")) return;
    const body = { ...bodyOf(form, submitter), ...more };
    const isAppending = form.hasAttribute("data-appends");
    if (isAppending && !String(body["paste"] ?? body["add"] ?? "").trim()) return;
    const isOnce = isAppending || submitter !== undefined || Object.keys(more).length > 0;
    const where = form.closest<HTMLElement>("#panel")?.dataset["place"] ?? draftState().select;
    const key = isOnce ? `once-${++this.edits}` : `${where} ${this.language} ${form.id}`;
    const sent = new Map((isAppending ? [] : [...texts(form)]).map((field) => [field.id, field.value]));
    if (isAppending) form.reset();
    const changed = this.fields.changedId;
    const done = (): void => {
      markSaved(sent);
      if (document.activeElement === document.body) focusAfter(changed);
      if (/^(rule|group) /.test(String(body["do"]))) focusNewRule(form.id);
    };
    this.edit(key, { ...body, select: where }, { form, done });
  }

  private rename(where: string, title: string): void {
    this.edit(`${where} ${this.language} title`, { select: where, key: "title", value: title, then: draftState().select });
    const field = document.querySelector<HTMLTextAreaElement>(`#panel[data-place="${CSS.escape(where)}"] #f-title`);
    if (field) field.value = field.defaultValue = title;
  }

  private tool(tool: string, where: string): void {
    this.fields.flush();
    const isInTree = Boolean(document.activeElement?.closest('[role="treeitem"]'));
    const title = this.tree.row(where)?.querySelector("[data-title]")?.textContent ?? where;
    const done = (): void => {
      if (tool === "remove") this.notice.removed(title);
      if (isInTree || tool === "remove") this.tree.focus(draftState().select);
    };
    this.edit(`tool-${++this.edits}`, { select: where, tool }, { done });
  }

  private addPage(): void {
    const page = draftState().page;
    this.operation({ op: "add_page", ...(page ? { after: page } : {}) }, "", () => this.tree.focus(draftState().select));
  }

  private addElement(member: string, value: string, into = ""): void {
    const { select, page } = draftState();
    const [panel, inner] = select.split(".");
    const isElement = !select.includes(":") && select !== "survey";
    const after = isElement && !into ? { after: inner ?? select } : {};
    const holder = into ? { panel: into } : inner ? { panel } : { page: page || "page1" };
    if (!page) this.operation({ op: "add_page" });
    this.operation({ op: "add_element", [member]: value, ...holder, ...after }, "", () => this.openPanel("f-title"));
  }

  private walk(way: "undo" | "redo"): void {
    this.fields.flush();
    const state = draftState();
    if (this.saver.isClean && !(way === "undo" ? state.canUndo : state.canRedo)) return;
    this.saver.add({
      key: `${way}-${++this.edits}`,
      url: this.root.dataset[way === "undo" ? "undoUrl" : "redoUrl"]!,
      body: { lang: this.language, select: state.select },
    });
    const words = way === "undo" ? state.undoWords : state.redoWords;
    this.notice.walked(way, words);
  }

  // Answers

  private stored(html: string, edit: Edit): void {
    const before = draftState();
    this.fields.flush();
    patch(html, edit.form?.id, this.saver.hasLater(edit.key));
    const { select, page, revision, notes } = draftState();
    this.tree.refresh(select);
    this.canvas.show(page, select, revision !== before.revision);
    showWalk();
    this.findings.later();
    if (notes) this.notice.say(notes);
    if (select !== before.select) this.address(select);
  }

  private refused(words: string, edit: Edit): void {
    const form = edit.form && (document.getElementById(edit.form.id) ?? edit.form);
    const error = form?.isConnected ? form.querySelector<HTMLElement>("[data-error]") : null;
    if (error) {
      error.textContent = words;
      error.hidden = false;
      error.closest(".field-form, form")?.querySelector("textarea, input:not([type=hidden]), select")?.setAttribute("aria-invalid", "true");
      return;
    }
    const typed = typeof edit.body["value"] === "string" ? edit.body["value"] : "";
    this.notice.refused(words, typed && `${this.root.dataset["wordsTyped"]} ${typed}`);
  }

  private showTheirs(): void {
    this.saver.drop();
    location.reload();
  }

  // Looking around

  private async select(where: string, isOpening: boolean): Promise<void> {
    this.fields.flush();
    if (draftState().select === where) {
      if (isOpening) this.panes.show("panel");
      return;
    }
    await this.saver.settled();
    const html = await this.server.read(this.root.dataset["panelUrl"]!, {
      select: where,
      lang: this.language,
      revision: draftState().revision,
    });
    if (html === null) return this.status.show("offline");
    patch(html);
    const { select, page } = draftState();
    this.tree.refresh(select);
    this.canvas.show(page, select, false);
    this.address(select);
    if (isOpening) this.panes.show("panel");
  }

  private async goTo(where: string, field: string): Promise<void> {
    await this.select(where, true);
    this.tree.focus(where);
    this.openPanel(field);
  }

  private openPanel(field: string): void {
    this.panes.show("panel");
    const wanted = field ? (document.getElementById(field) ?? document.querySelector<HTMLElement>(`#form-${CSS.escape(field)} :is(input, select, textarea, button):not([type=hidden])`)) : null;
    wanted?.closest("details")?.setAttribute("open", "");
    const found = wanted ?? document.getElementById("panel-title");
    found?.focus();
    if (found instanceof HTMLTextAreaElement) found.select();
  }

  private async setLanguage(language: string): Promise<void> {
    this.fields.flush();
    await this.saver.settled();
    const address = new URL(location.href);
    address.searchParams.set("lang", language);
    address.searchParams.set("select", draftState().select);
    location.assign(address);
  }

  private async leaveBy(event: MouseEvent, href: string): Promise<void> {
    this.fields.flush();
    if (this.saver.isClean) return;
    event.preventDefault();
    await this.saver.settled();
    location.assign(href);
  }

  private address(select: string): void {
    const address = new URL(location.href);
    address.searchParams.set("select", select);
    history.replaceState(null, "", address);
  }
}
