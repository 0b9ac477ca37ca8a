// src/app/builder/dialogs.ts
/** Dialogs open from their buttons, and close by their own, by Escape and by a press outside. */
function attachDialogs(root) {
	document.addEventListener("click", (event) => {
		if (!(event.target instanceof Element)) return;
		if (event.target.closest("[data-open-findings]")) open(root, "findings-drawer");
		if (event.target.closest("[data-open-keys]")) open(root, "keys");
		if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
		if (event.target instanceof HTMLDialogElement && isOutside(event.target, event)) event.target.close();
	});
}
function open(root, id) {
	root.querySelector(`#${id}`)?.showModal();
}
function isOutside(dialog, event) {
	const { left, right, top, bottom } = dialog.getBoundingClientRect();
	return event.clientX < left || event.clientX > right || event.clientY < top || event.clientY > bottom;
}
// src/app/builder/canvas.ts
/** The page as respondents see it, in a frame: drawn anew behind the one that is shown, so that nothing flickers. */
var Canvas = class {
	constructor(root, act) {
		this.root = root;
		this.act = act;
		this.mode = "edit";
		this.page = "";
		this.selected = "";
		this.shownUrl = "";
		this.language = root.dataset["lang"] ?? "en";
		root.addEventListener("click", (event) => {
			const button = event.target instanceof Element ? event.target.closest("[data-mode], [data-width], [data-trial-again]") : null;
			if (!button) return;
			if (button.dataset["mode"]) this.setMode(button.dataset["mode"] === "try" ? "try" : "edit");
			else if (button.dataset["width"] !== void 0) this.setWidth(button.dataset["width"]);
			else this.draw(true);
		});
	}
	/** Shows the page of what is selected; draws it again where the draft changed. */
	show(page, selected, isChanged) {
		const isElsewhere = page !== this.page;
		this.page = page;
		this.selected = selected;
		if (this.mode === "edit" && (isElsewhere || isChanged)) this.later();
		else if (this.mode === "try" && isChanged) this.later();
		this.mark();
	}
	setLanguage(language) {
		this.language = language;
		this.draw();
	}
	setMode(mode) {
		this.mode = mode;
		press(this.root, "mode", mode);
		this.root.querySelector("[data-trial]").hidden = mode === "edit";
		this.draw(true);
	}
	setWidth(width) {
		press(this.root, "width", width);
		const device = this.root.querySelector("[data-device]");
		device.dataset["width"] = width;
		for (const frame of this.frames()) this.fit(frame);
	}
	later() {
		clearTimeout(this.timer);
		this.timer = setTimeout(() => this.draw(), 150);
	}
	url() {
		const query = new URLSearchParams({ lang: this.language });
		if (this.mode === "edit") query.set("edit", "1");
		if (this.mode === "edit" && this.page) query.set("page", this.page);
		return `${this.root.dataset["previewUrl"]}?${query}`;
	}
	draw(fromTop = false) {
		const url = this.url();
		const old = this.frames();
		const shown = old[0];
		const scroll = url === this.shownUrl && !fromTop ? shown.contentWindow?.scrollY ?? 0 : 0;
		const fresh = shown.cloneNode();
		fresh.classList.add("device__frame--coming");
		fresh.removeAttribute("data-frame");
		fresh.addEventListener("load", () => {
			if (!fresh.isConnected || !fresh.src) return;
			this.arrived(fresh, scroll);
		});
		fresh.src = url;
		for (const frame of old.slice(1)) frame.remove();
		shown.after(fresh);
		this.shownUrl = url;
	}
	arrived(frame, scroll) {
		for (const other of this.frames()) if (other !== frame) other.remove();
		frame.classList.remove("device__frame--coming");
		frame.dataset["frame"] = "";
		this.fit(frame);
		const page = frame.contentDocument;
		if (!page) return;
		if (this.mode === "edit") {
			frame.contentWindow?.scrollTo(0, scroll);
			this.listen(page);
			this.mark();
		}
	}
	/** A device wider than the pane is shown smaller, not cut off. */
	fit(frame) {
		const device = this.root.querySelector("[data-device]");
		const width = Number(device.dataset["width"] || 0);
		const scale = width ? Math.min(1, device.clientWidth / width) : 1;
		frame.style.width = width ? `${width}px` : "";
		frame.style.height = scale < 1 ? `${100 / scale}%` : "";
		frame.style.marginInline = scale < 1 ? "0" : "";
		frame.style.transform = scale < 1 ? `scale(${scale})` : "";
	}
	listen(page) {
		page.documentElement.classList.add("canvas");
		page.addEventListener("click", (event) => {
			const target = event.target;
			if (!target || target.closest("[contenteditable]")) return;
			event.preventDefault();
			const name = questionAt(target);
			if (name) this.act.select(name);
		}, true);
		page.addEventListener("submit", (event) => event.preventDefault(), true);
		page.addEventListener("dblclick", (event) => {
			const title = event.target?.closest(".question__title, .choice--consent span");
			const name = title && questionAt(title);
			if (title && name) this.startRenaming(title, name);
		});
		for (const control of page.querySelectorAll("a, button, input, select, textarea, [tabindex], summary")) control.tabIndex = -1;
	}
	startRenaming(title, name) {
		const before = title.innerHTML;
		const text = this.act.titleOf(name);
		title.textContent = text;
		title.contentEditable = "plaintext-only";
		title.focus();
		title.ownerDocument.getSelection()?.selectAllChildren(title);
		const end = (isKept) => {
			if (!title.hasAttribute("contenteditable")) return;
			title.removeAttribute("contenteditable");
			const typed = (title.textContent ?? "").replace(/\s+/g, " ").trim();
			if (isKept && typed !== text) this.act.rename(name, typed);
			else title.innerHTML = before;
		};
		title.addEventListener("blur", () => end(true), { once: true });
		title.addEventListener("keydown", (event) => {
			event.stopPropagation();
			if (event.key === "Enter") {
				event.preventDefault();
				end(true);
			}
			if (event.key === "Escape") end(false);
		});
	}
	mark() {
		if (this.mode !== "edit") return;
		const page = this.frames().at(-1)?.contentDocument;
		const name = this.selected.split(".")[0];
		for (const question of page?.querySelectorAll("[data-question]") ?? []) {
			const isHere = question.dataset["question"] === name;
			question.classList.toggle("is-selected", isHere);
			if (isHere) question.scrollIntoView({ block: "nearest" });
		}
	}
	frames() {
		return [...this.root.querySelectorAll("iframe.device__frame")];
	}
};
function questionAt(target) {
	return target.closest("[data-question]")?.dataset["question"] ?? "";
}
function press(root, kind, value) {
	for (const button of root.querySelectorAll(`button[data-${kind}]`)) button.setAttribute("aria-pressed", String(button.dataset[kind] === value));
}
// src/app/builder/draft-state.ts
function draftState(page = document) {
	const element = page.querySelector("#draft-state");
	const said = (name) => element?.dataset[name] ?? "";
	return {
		revision: said("revision"),
		select: said("select"),
		page: said("page"),
		canUndo: said("canUndo") === "yes",
		canRedo: said("canRedo") === "yes",
		undoWords: said("undoWords"),
		redoWords: said("redoWords"),
		notes: element?.textContent?.trim() ?? ""
	};
}
/** The buttons for undo and redo say what they would do, and whether there is anything to do. */
function showWalk() {
	const state = draftState();
	for (const [way, can, words] of [[
		"undo",
		state.canUndo,
		state.undoWords
	], [
		"redo",
		state.canRedo,
		state.redoWords
	]]) {
		const button = document.querySelector(`button[data-${way}]`);
		if (!button) continue;
		button.setAttribute("aria-disabled", String(!can));
		button.title = [button.textContent?.trim(), words].filter(Boolean).join(": ");
	}
}
// src/app/builder/dragging.ts
var FAR_ENOUGH = 5;
/** Drag and drop with pointer events: by mouse from anywhere on a row, by touch from its grip. */
function attachDragging(root, drag) {
	root.addEventListener("pointerdown", (event) => {
		if (event.button !== 0 || !(event.target instanceof Element)) return;
		const taken = drag.taken(event.target, event.pointerType !== "mouse");
		if (taken) follow(event, taken, drag);
	});
}
function follow(start, taken, drag) {
	const page = taken.ownerDocument;
	let over = null;
	let isDragging = false;
	const rows = drag.rows(taken);
	const mark = (next) => {
		over?.row.classList.remove("is-before", "is-after");
		over = next;
		over?.row.classList.add(over.isAfter ? "is-after" : "is-before");
	};
	const moved = (event) => {
		if (!isDragging && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) < FAR_ENOUGH) return;
		event.preventDefault();
		isDragging = true;
		taken.classList.add("is-dragged");
		page.getSelection()?.removeAllRanges();
		scrollAlong(taken, event.clientY);
		mark(nearest(rows, event.clientY));
	};
	const ended = (event) => {
		page.removeEventListener("pointermove", moved);
		page.removeEventListener("pointerup", ended);
		page.removeEventListener("pointercancel", ended);
		page.removeEventListener("keydown", escaped, true);
		taken.classList.remove("is-dragged");
		const at = over;
		mark(null);
		if (!isDragging) return;
		page.addEventListener("click", swallow, {
			capture: true,
			once: true
		});
		setTimeout(() => page.removeEventListener("click", swallow, { capture: true }));
		if (event.type === "pointerup" && at && at.row !== taken) drag.dropped(taken, at.row, at.isAfter);
	};
	const escaped = (event) => {
		if (event.key === "Escape") ended(event);
	};
	page.addEventListener("pointermove", moved, { passive: false });
	page.addEventListener("pointerup", ended);
	page.addEventListener("pointercancel", ended);
	page.addEventListener("keydown", escaped, true);
}
/** A drag that ends on what it began with is no click on it. */
function swallow(event) {
	event.preventDefault();
	event.stopPropagation();
}
function nearest(rows, y) {
	let found = null;
	let least = Infinity;
	for (const row of rows) {
		const { top, bottom } = row.getBoundingClientRect();
		for (const [edge, isAfter] of [[top, false], [bottom, true]]) if (Math.abs(y - edge) < least) {
			least = Math.abs(y - edge);
			found = {
				row,
				isAfter
			};
		}
	}
	return found;
}
function scrollAlong(taken, y) {
	const pane = taken.closest("[data-scrolls]");
	if (!pane) return;
	const { top, bottom } = pane.getBoundingClientRect();
	if (y < top + 40) pane.scrollBy(0, -12);
	if (y > bottom - 40) pane.scrollBy(0, 12);
}
// src/app/builder/dropping.ts
/** The operation that puts a row of the tree before or after another; null where that makes no sense. */
function dropOperation(rows, taken, over, isAfter) {
	if (taken.startsWith("page:")) return dropPage(rows, taken, over, isAfter);
	const at = rows.indexOf(over);
	if (over.startsWith("page:")) {
		const page = isAfter ? over : rows.slice(0, at).reverse().find((row) => row.startsWith("page:"));
		if (!page) return null;
		const first = isAfter ? following(rows, at, "") : null;
		return first === taken ? null : {
			op: "move_element",
			element: taken,
			page: page.slice(5),
			before: first
		};
	}
	const panel = over.includes(".") ? over.split(".")[0] : "";
	if (panel === taken) return null;
	const before = isAfter ? following(rows, at, panel) : over;
	if (before === taken) return null;
	return {
		op: "move_element",
		element: taken,
		...panel ? { panel } : { page: rows.slice(0, at).reverse().find((row) => row.startsWith("page:")).slice(5) },
		before: before && panel ? before.split(".")[1] : before
	};
}
function dropPage(rows, taken, over, isAfter) {
	const pages = rows.filter((row) => row.startsWith("page:"));
	const from = pages.indexOf(taken);
	const target = pages.indexOf(over) + (isAfter ? 1 : 0);
	const to = target > from ? target - 1 : target;
	return pages.includes(over) && to !== from ? {
		op: "move_page",
		page: taken.slice(5),
		to
	} : null;
}
/** The next element after a row in the same list: the same page, or the same panel. */
function following(rows, at, panel) {
	for (const row of rows.slice(at + 1)) {
		if (row.startsWith("page:")) return null;
		if (panel) return row.startsWith(`${panel}.`) ? row : null;
		if (!row.includes(".")) return row;
	}
	return null;
}
// src/app/builder/lines.ts
/** The lines of a list of answers: Enter goes on to the next, lines move and go by key and button. */
function attachLines(root, send) {
	root.addEventListener("keydown", (event) => {
		const line = lineOf(event.target);
		if (!line || !(event.target instanceof HTMLInputElement) || event.isComposing) return;
		if (event.key === "Enter" && event.target.type !== "checkbox") {
			event.preventDefault();
			follower(line)?.focus();
		} else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
			event.preventDefault();
			move(line, event.key === "ArrowUp" ? -1 : 1, send);
			event.target.focus();
		} else if (event.ctrlKey && event.key === "Delete") {
			event.preventDefault();
			remove(line, send);
		}
	});
	root.addEventListener("click", (event) => {
		if (!(event.target instanceof Element)) return;
		const line = lineOf(event.target);
		const by = event.target.closest("[data-line-move]")?.dataset["lineMove"];
		if (line && by) move(line, Number(by), send);
		if (line && event.target.closest("[data-line-remove]")) remove(line, send);
	});
}
/** Brings the line to a place among its like, counted from 0. */
function moveTo(line, index, send) {
	const others = [...line.parentElement?.querySelectorAll("[data-line]") ?? []].filter((one) => one !== line);
	const before = others[index];
	if (before) before.before(line);
	else others.at(-1)?.after(line);
	send(line, { to: String(index) });
}
function move(line, by, send) {
	const lines = [...line.parentElement?.querySelectorAll("[data-line]") ?? []];
	const to = lines.indexOf(line) + by;
	if (to >= 0 && to < lines.length) moveTo(line, to, send);
}
function remove(line, send) {
	follower(line)?.focus();
	send(line, { remove: "1" });
	line.remove();
}
/** The first field of the next line; after the last the one that adds a line. */
function follower(line) {
	return line.nextElementSibling?.querySelector(".line__cells input") ?? line.closest(".field--lines")?.querySelector("[data-appends] input[id]") ?? null;
}
function lineOf(target) {
	return target instanceof Element ? target.closest("form[data-line]") : null;
}
// src/app/builder/tree.ts
/** The tree as one stop of the Tab key: arrows walk the rows, keys act on the row that has the focus. */
var Tree = class {
	constructor(root, act) {
		this.root = root;
		this.act = act;
		this.folded = /* @__PURE__ */ new Set();
		this.current = "survey";
		root.addEventListener("keydown", (event) => this.pressed(event));
		root.addEventListener("click", (event) => this.clicked(event));
		root.addEventListener("dblclick", (event) => {
			const row = rowOf(event.target);
			if (row) this.startRenaming(row);
		});
	}
	/** After rows were drawn anew: which is selected, which fold, which Tab stops at. */
	refresh(selected) {
		this.current = selected;
		let isFolded = false;
		for (const row of this.rows()) {
			const level = Number(row.ariaLevel ?? row.getAttribute("aria-level"));
			if (level === 1) isFolded = this.folded.has(place(row));
			row.hidden = level > 1 && isFolded;
			if (row.hasAttribute("aria-expanded")) row.setAttribute("aria-expanded", String(!this.folded.has(place(row))));
			row.setAttribute("aria-selected", String(place(row) === selected));
		}
		if (!this.root.contains(document.activeElement)) this.stopAt(this.row(selected) ?? this.rows()[0]);
		else this.stopAt(rowOf(document.activeElement) ?? void 0);
	}
	row(wanted) {
		return this.rows().find((row) => place(row) === wanted);
	}
	/** Moves the focus to a row, unfolding the page it stands on. */
	focus(wanted) {
		const row = this.row(wanted);
		if (!row) return;
		if (row.hidden) {
			const page = this.pageOf(row);
			if (page) this.folded.delete(place(page));
			this.refresh(this.current);
		}
		this.stopAt(row);
		row.focus();
	}
	startRenaming(row) {
		const title = row.querySelector("[data-title]");
		if (!title || row.querySelector("input")) return;
		const input = document.createElement("input");
		input.className = "row__input";
		input.value = row.dataset["text"] ?? "";
		input.setAttribute("aria-label", title.textContent ?? "");
		title.hidden = true;
		title.after(input);
		input.focus();
		input.select();
		let isOver = false;
		const end = (isKept) => {
			if (isOver) return;
			isOver = true;
			const text = input.value.trim();
			const hadFocus = input === document.activeElement;
			title.hidden = false;
			input.remove();
			if (hadFocus) row.focus();
			if (!isKept || text === row.dataset["text"]) return;
			title.textContent = text || title.textContent;
			row.dataset["text"] = text;
			this.act.rename(place(row), text);
		};
		input.addEventListener("blur", () => end(true));
		input.addEventListener("keydown", (event) => {
			event.stopPropagation();
			if (event.key === "Enter" && !event.isComposing) end(true);
			if (event.key === "Escape") end(false);
		});
	}
	rows() {
		return [...this.root.querySelectorAll("#tree [role=\"treeitem\"]")];
	}
	visible() {
		return this.rows().filter((row) => !row.hidden);
	}
	pageOf(row) {
		const all = this.rows();
		return all.slice(0, all.indexOf(row) + 1).reverse().find((one) => one.getAttribute("aria-level") === "1");
	}
	stopAt(row) {
		for (const one of this.rows()) one.tabIndex = one === row ? 0 : -1;
	}
	go(row) {
		if (!row) return;
		this.stopAt(row);
		row.focus();
	}
	fold(row, on) {
		if (on) this.folded.add(place(row));
		else this.folded.delete(place(row));
		this.refresh(this.current);
	}
	clicked(event) {
		const row = rowOf(event.target);
		if (!row || event.target.closest("input")) return;
		this.stopAt(row);
		if (event.target.closest("[data-fold]")) return this.fold(row, !this.folded.has(place(row)));
		row.focus();
		this.act.select(place(row), true);
	}
	pressed(event) {
		const row = rowOf(event.target);
		if (!row || event.target !== row || event.isComposing) return;
		const action = this.actionOf(event, row);
		if (!action) return;
		event.preventDefault();
		event.stopPropagation();
		action();
	}
	actionOf(event, row) {
		const rows = this.visible();
		const at = rows.indexOf(row);
		const isControl = event.ctrlKey || event.metaKey;
		const tools = {
			ArrowUp: "up",
			ArrowDown: "down"
		};
		if (event.altKey && tools[event.key]) return () => this.act.press(tools[event.key], place(row));
		if (event.altKey) return void 0;
		if (isControl && event.key.toLowerCase() === "d") return () => this.act.press("duplicate", place(row));
		if (event.key === "Insert") return isControl ? this.act.addPage : this.act.addQuestion;
		if (isControl && event.key === "Enter") return event.shiftKey ? this.act.addPage : this.act.addQuestion;
		if (isControl) return void 0;
		const isFolded = this.folded.has(place(row));
		const keys = {
			ArrowUp: () => this.go(rows[at - 1]),
			ArrowDown: () => this.go(rows[at + 1]),
			Home: () => this.go(rows[0]),
			End: () => this.go(rows.at(-1)),
			ArrowLeft: () => row.ariaExpanded === "true" || row.getAttribute("aria-expanded") === "true" ? this.fold(row, true) : this.go(this.pageOf(row)),
			ArrowRight: () => isFolded ? this.fold(row, false) : this.go(rows[at + 1]),
			Enter: () => this.act.select(place(row), true),
			" ": () => this.act.select(place(row), false),
			F2: () => this.startRenaming(row),
			Delete: () => this.act.press("remove", place(row))
		};
		if (keys[event.key]) return keys[event.key];
		return event.key.length === 1 ? () => this.go(this.beginningWith(event.key, rows, at)) : void 0;
	}
	beginningWith(letter, rows, at) {
		const wanted = letter.toLocaleLowerCase();
		return [...rows.slice(at + 1), ...rows.slice(0, at)].find((row) => row.querySelector("[data-title], .row__title")?.textContent?.trim().toLocaleLowerCase().startsWith(wanted));
	}
};
function rowOf(target) {
	return target instanceof Element ? target.closest("[role=\"treeitem\"]") : null;
}
function place(row) {
	return row.dataset["place"] ?? "";
}
// src/app/builder/drags.ts
/** Rows of the tree are dragged to another place; a drop is an operation. */
function attachTreeDrag(root, tree, drop) {
	attachDragging(root, {
		taken: (target, isTouch) => {
			const row = rowOf(target);
			return row && place(row) !== "survey" && !place(row).startsWith("ending:") && !target.closest("input") && (!isTouch || target.closest("[data-grip]")) ? row : null;
		},
		rows: (taken) => tree.rows().filter((row) => mayBeBeside(place(taken), row)),
		dropped: (taken, row, isAfter) => {
			const operation = dropOperation(tree.rows().map(place), place(taken), place(row), isAfter);
			if (operation) drop(operation);
		}
	});
}
function mayBeBeside(taken, row) {
	const where = place(row);
	if (row.hidden || where === "survey" || where.startsWith("ending:")) return false;
	return taken.startsWith("page:") ? where.startsWith("page:") : !where.startsWith(`${taken}.`);
}
/** Lines of a list are dragged by their grip. */
function attachLineDrag(root, send) {
	attachDragging(root, {
		taken: (target) => target.closest("[data-line-grip]") ? target.closest("[data-line]") : null,
		rows: (taken) => linesBeside(taken),
		dropped: (taken, row, isAfter) => {
			moveTo(taken, linesBeside(taken).filter((one) => one !== taken).indexOf(row) + (isAfter ? 1 : 0), send);
		}
	});
}
function linesBeside(line) {
	return [...line.parentElement?.querySelectorAll("[data-line]") ?? []];
}
// src/app/builder/patching.ts
var isRunning = false;
/** Whether parts are being exchanged right now: what fields then say of themselves is nobody's doing. */
function isPatching() {
	return isRunning;
}
/**
* Puts every element of the server's answer in the place of the one with its id; the focus stays where it was.
* `own` is the id of the form the answer is for; if that was changed again meanwhile (`isStale`) it stays as it is.
*/
function patch(html, own = "", isStale = false, page = document) {
	const template = page.createElement("template");
	template.innerHTML = html;
	const focused = remember(page);
	const put = [];
	isRunning = true;
	for (const fresh of [...template.content.children]) {
		if (fresh instanceof HTMLElement && fresh.id === "tree-rows") {
			arrange(fresh, page);
			continue;
		}
		const old = fresh.id ? page.getElementById(fresh.id) : null;
		if (!(fresh instanceof HTMLElement) || !old || isStale && fresh.id === own) continue;
		if (old.dataset["place"] === fresh.dataset["place"]) keep(old, fresh, own, isStale);
		old.replaceWith(fresh);
		put.push(fresh);
	}
	isRunning = false;
	focused();
	return put;
}
/** Changed rows take the place of their old ones; new ones come in, gone ones leave, in the order that is said. */
function arrange(changes, page) {
	const tree = page.getElementById("tree");
	if (!tree) return;
	const order = changes.dataset["order"] ? changes.dataset["order"].split(" ") : [];
	const fresh = new Map([...changes.children].map((row) => [row.id, row]));
	for (const [id, row] of fresh) page.getElementById(id)?.replaceWith(row);
	if (order.length === 0) return;
	const kept = new Set(order);
	for (const row of [...tree.children]) if (row.id !== "row-survey" && !kept.has(row.id) && !row.classList.contains("row--ending")) row.remove();
	let last = tree.firstElementChild;
	for (const id of order) {
		const row = page.getElementById(id) ?? fresh.get(id);
		if (!row) continue;
		if (last.nextElementSibling !== row) last.after(row);
		last = row;
	}
}
/** Sections a person opened or closed stay so, and what was begun and is not saved yet stays in its field. */
function keep(old, fresh, own, isStale) {
	for (const section of old.querySelectorAll("details[data-section]")) {
		const same = fresh.querySelector(`details[data-section="${section.dataset["section"]}"]`);
		if (same) same.open = section.open;
	}
	for (const field of old.querySelectorAll("textarea[id], input[id]:not([type=checkbox], [type=radio])")) {
		if (field.value === field.defaultValue) continue;
		const same = fresh.querySelector(`#${CSS.escape(field.id)}`);
		if (same) same.value = field.value;
	}
	for (const form of old.querySelectorAll("form[data-edit]")) if ((form.id === own ? isStale : form.hasAttribute("data-unfinished")) && form.id) fresh.querySelector(`#${CSS.escape(form.id)}`)?.replaceWith(form);
}
function remember(page) {
	const active = page.activeElement;
	if (!(active instanceof HTMLElement) || !active.id) return () => void 0;
	const { id } = active;
	const [from, to] = isTyped(active) ? [active.selectionStart, active.selectionEnd] : [null, null];
	return () => {
		const again = page.getElementById(id);
		if (!again || page.activeElement === again) return;
		again.focus({ preventScroll: true });
		if (isTyped(again) && from !== null) again.setSelectionRange(from, to);
	};
}
function isTyped(element) {
	return element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement && element.type === "text";
}
// src/app/builder/fields.ts
var PAUSE$1 = 600;
var CHOOSING = 250;
/** Watches the forms of the properties: what is typed is sent after a pause, what is chosen at once. */
var Fields = class {
	constructor(root, save, typing) {
		this.save = save;
		this.typing = typing;
		this.changedId = "";
		this.timers = /* @__PURE__ */ new Map();
		root.addEventListener("input", (event) => this.typed(event));
		root.addEventListener("change", (event) => this.changed(event));
		root.addEventListener("submit", (event) => this.submitted(event));
		root.addEventListener("keydown", (event) => this.pressed(event));
		root.addEventListener("focusout", (event) => {
			const form = event.target instanceof HTMLSelectElement && !isPatching() ? formOf(event.target) : null;
			if (form && this.timers.has(form)) this.send(form);
		});
	}
	/** Sends what was typed and not sent yet. */
	flush() {
		for (const form of [...this.timers.keys()]) this.send(form);
	}
	typed(event) {
		const form = formOf(event.target);
		if (!form || !isText(event.target) || isManual(event.target)) return;
		this.typing();
		this.wait(form, PAUSE$1);
	}
	wait(form, time) {
		clearTimeout(this.timers.get(form));
		this.timers.set(form, setTimeout(() => this.send(form), time));
	}
	changed(event) {
		const form = formOf(event.target);
		if (!form || isPatching()) return;
		if (isManual(event.target)) {
			if (event.target instanceof HTMLInputElement && event.target.value.trim()) this.send(form);
			return;
		}
		if (event.target instanceof Element) this.changedId = event.target.id;
		if (event.target instanceof HTMLSelectElement) {
			this.typing();
			this.wait(form, CHOOSING);
		} else if (!isText(event.target) || this.timers.has(form)) this.send(form);
	}
	submitted(event) {
		const form = formOf(event.target);
		if (!form) return;
		event.preventDefault();
		this.send(form, event.submitter ?? void 0);
	}
	pressed(event) {
		if (event.key !== "Enter" || event.isComposing) return;
		if (!(event.target instanceof HTMLTextAreaElement) || !event.target.hasAttribute("data-one-line")) return;
		event.preventDefault();
		formOf(event.target)?.requestSubmit();
	}
	send(form, submitter) {
		clearTimeout(this.timers.get(form));
		this.timers.delete(form);
		if (form.isConnected) this.save(form, submitter);
	}
};
/** What a form says, by the names of its fields; several values of a name in the order of the page. */
function bodyOf(form, submitter) {
	const data = submitter ? new FormData(form, submitter) : new FormData(form);
	const body = {};
	for (const name of new Set(data.keys())) {
		const values = data.getAll(name).map(String);
		body[name] = values.length === 1 ? values[0] : values;
	}
	return body;
}
function formOf(target) {
	return target instanceof Element ? target.closest("form[data-edit]") : null;
}
function isText(target) {
	if (target instanceof HTMLTextAreaElement) return true;
	return target instanceof HTMLInputElement && !["checkbox", "radio"].includes(target.type);
}
function isManual(target) {
	return target instanceof Element && target.hasAttribute("data-manual");
}
// src/app/builder/findings.ts
var PAUSE = 900;
/** What the checks say: their count in the bar, marks in the tree, the list in its drawer. */
var Findings = class {
	constructor(root, act) {
		this.root = root;
		this.act = act;
		this.asked = 0;
		root.querySelector("#findings-drawer")?.addEventListener("click", (event) => {
			const button = event.target instanceof Element ? event.target.closest("[data-go]") : null;
			if (!button) return;
			event.stopPropagation();
			root.querySelector("#findings-drawer")?.close();
			act.go(button.dataset["go"] ?? "", button.dataset["field"] ?? "");
		});
	}
	later() {
		this.mark();
		clearTimeout(this.timer);
		this.timer = setTimeout(() => void this.refresh(), PAUSE);
	}
	async refresh() {
		const turn = ++this.asked;
		const html = await this.act.read();
		const old = document.getElementById("findings");
		if (html === null || turn !== this.asked || !old) return;
		const template = document.createElement("template");
		template.innerHTML = html;
		const fresh = template.content.firstElementChild;
		if (!(fresh instanceof HTMLElement)) return;
		old.replaceWith(fresh);
		const count = document.querySelector("[data-findings-count]");
		if (count) {
			count.textContent = fresh.dataset["words"] ?? "";
			count.dataset["level"] = fresh.dataset["errors"] !== "0" ? "error" : fresh.dataset["hints"] !== "0" ? "hint" : "none";
		}
		this.mark();
	}
	/** Rows are drawn without what the checks say: that follows a little later. */
	mark() {
		for (const mark of this.root.querySelectorAll("[data-finding]")) mark.hidden = true;
		for (const level of ["hint", "error"]) for (const item of this.root.querySelectorAll(`.found__item--${level}`)) {
			const mark = document.getElementById(item.dataset["row"] ?? "")?.querySelector("[data-finding]");
			if (!mark) continue;
			mark.hidden = false;
			mark.dataset["level"] = level;
			mark.textContent = `, ${this.root.dataset[level === "error" ? "wordsError" : "wordsHint"]}`;
		}
	}
};
// src/app/builder/forms.ts
/** The fields of a form in which something is typed. */
function texts(form) {
	return form.querySelectorAll("textarea[id], input[id]:not([type=checkbox], [type=radio])");
}
/** Where the focus went to something that is no more, it goes on to what follows the field that was changed. */
function focusAfter(id) {
	const field = document.getElementById(id);
	const form = field?.closest("form");
	if (!field || !form) return;
	const controls = [...form.querySelectorAll("select, input:not([type=hidden]), textarea, button")];
	(controls[controls.indexOf(field) + 1] ?? field).focus();
}
/** A condition that was added is the next thing to fill in. */
function focusNewRule(form) {
	[...document.querySelectorAll(`#${CSS.escape(form)} [name$=":subject"]`)].find((subject) => !subject.value)?.focus();
}
/** What is stored is no longer "typed and not saved"; a fault said before is gone. */
function markSaved(sent) {
	for (const [id, value] of sent) {
		const field = document.getElementById(id);
		if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) continue;
		field.defaultValue = value;
		field.removeAttribute("aria-invalid");
		const error = field.closest(".field-form, form")?.querySelector("[data-error]");
		if (error) error.hidden = true;
	}
}
// src/app/builder/notice.ts
/** What has to be said about the last change: a conflict, a refusal, something removed that can come back. */
var Notice = class {
	constructor(root, act) {
		this.root = root;
		this.act = act;
		root.addEventListener("click", (event) => {
			if (!(event.target instanceof Element)) return;
			if (event.target.closest("[data-show-theirs]")) act.theirs();
			if (event.target.closest("[data-put-mine]")) this.putMine();
			if (event.target.closest("[data-undo-removal]")) {
				this.clear();
				act.undo();
			}
			if (event.target.closest("[data-dismiss]")) this.clear();
		});
	}
	conflict(html) {
		this.root.innerHTML = html;
		this.root.querySelector("button")?.focus();
	}
	refused(words, typed) {
		this.line([words, typed].filter(Boolean).join(" "), "error");
	}
	say(words) {
		this.line(words, "plain");
	}
	removed(title) {
		this.line(this.words("removed").replace("%s", title.trim()), "plain", true);
	}
	walked(way, words) {
		if (words) this.line(this.words(way).replace("%s", words), "plain");
	}
	putMine() {
		const state = document.querySelector("#draft-state");
		const theirs = this.root.querySelector("#conflict")?.dataset["revision"];
		if (state && theirs) state.dataset["revision"] = theirs;
		this.clear();
		this.act.mine();
	}
	clear() {
		this.root.replaceChildren();
	}
	words(key) {
		return this.root.dataset[`words${key[0].toUpperCase()}${key.slice(1)}`] ?? "%s";
	}
	line(words, tone, isUndoable = false) {
		const line = document.createElement("div");
		line.className = `message message--${tone}`;
		const text = document.createElement("span");
		text.textContent = words;
		line.append(text);
		if (isUndoable) line.append(this.button("undoRemoval", this.words("undoButton")));
		line.append(this.button("dismiss", this.words("dismiss")));
		this.root.replaceChildren(line);
	}
	button(name, words) {
		const button = document.createElement("button");
		button.type = "button";
		button.className = "link";
		button.dataset[name] = "";
		button.textContent = words;
		return button;
	}
};
// src/app/builder/palette.ts
/** The dialog with the kinds of question: typing searches, arrows walk, Enter adds. */
var Palette = class {
	constructor(dialog, add) {
		this.dialog = dialog;
		this.add = add;
		this.into = "";
		this.search = dialog.querySelector("[data-palette-search]");
		this.search.addEventListener("input", () => this.filter());
		dialog.addEventListener("keydown", (event) => this.pressed(event));
		dialog.addEventListener("click", (event) => {
			const button = event.target instanceof Element ? event.target.closest("button[data-value]") : null;
			if (button) this.choose(button);
		});
	}
	/** `into` is the group that repeats to put the question in; else it goes where the selection is. */
	open(into = "") {
		this.into = into;
		this.search.value = "";
		this.filter();
		this.dialog.showModal();
		this.search.focus();
	}
	choose(button) {
		this.dialog.close();
		this.add(button.dataset["kind"] ?? "type", button.dataset["value"] ?? "", this.into);
	}
	filter() {
		const wanted = folded(this.search.value);
		for (const button of this.buttons()) button.parentElement.hidden = !called(button).some((name) => name.includes(wanted));
		for (const group of this.dialog.querySelectorAll(".palette__group")) group.hidden = ![...group.querySelectorAll("li")].some((one) => !one.hidden);
		this.dialog.querySelector("[data-palette-count]").textContent = String(this.shown().length);
	}
	pressed(event) {
		const shown = this.shown();
		const at = shown.indexOf(document.activeElement);
		if (event.key === "Enter" && event.target === this.search && shown[0]) {
			event.preventDefault();
			const wanted = folded(this.search.value);
			const exact = shown.find((button) => called(button).includes(wanted));
			this.choose(exact ?? shown[0]);
		} else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
			event.preventDefault();
			((event.key === "ArrowDown" ? shown[at + 1] : shown[at - 1]) ?? (event.key === "ArrowUp" ? this.search : shown.at(-1)))?.focus();
		}
	}
	buttons() {
		return [...this.dialog.querySelectorAll("button[data-value]")];
	}
	shown() {
		return this.buttons().filter((button) => !button.parentElement.hidden);
	}
};
/** What a kind is known by: its title, and the name of the type, for who looks for "nps" or "comment". */
function called(button) {
	const names = [button.textContent ?? ""];
	if (button.dataset["kind"] === "type") names.push(button.dataset["value"] ?? "");
	return names.map(folded);
}
function folded(text) {
	return text.trim().normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}
// src/app/builder/panes.ts
var PANES = [
	"tree",
	"canvas",
	"panel"
];
/** Below 1024 pixels one part of the builder is shown at a time. */
var Panes = class {
	constructor(root) {
		this.root = root;
		root.addEventListener("click", (event) => {
			const button = event.target instanceof Element ? event.target.closest("[data-pane-button]") : null;
			if (button?.dataset["paneButton"]) this.show(button.dataset["paneButton"]);
		});
	}
	show(pane) {
		this.root.dataset["pane"] = pane;
		for (const button of this.root.querySelectorAll("[data-pane-button]")) button.setAttribute("aria-pressed", String(button.dataset["paneButton"] === pane));
	}
	/** Moves the focus to the next part. */
	next(by, focusTree) {
		const here = PANES.findIndex((pane) => this.root.querySelector(`.builder__${pane}`)?.contains(document.activeElement));
		const pane = PANES[(Math.max(here, by > 0 ? -1 : 0) + by + PANES.length) % PANES.length];
		this.show(pane);
		if (pane === "tree") focusTree();
		else if (pane === "panel") document.getElementById("panel-title")?.focus();
		else this.root.querySelector(".builder__canvas button")?.focus();
	}
};
// src/app/builder/save-status.ts
/** The saved state in words, always visible. */
var SaveStatus = class {
	constructor(root) {
		this.root = root;
	}
	show(state) {
		const status = document.querySelector("#save-state");
		const words = status?.querySelector("[data-save-words]");
		const retry = status?.querySelector("[data-retry]");
		if (!status || !words || !retry) return;
		const text = this.root.dataset[`words${state[0].toUpperCase()}${state.slice(1)}`] ?? state;
		status.dataset["state"] = state;
		if (words.textContent !== text) words.textContent = text;
		retry.hidden = state !== "offline";
	}
};
// src/app/builder/saving.ts
var RETRY_AFTER = 5e3;
/** Sends edits one after the other. What did not arrive stays first in the line and is tried again. */
var Saver = class {
	constructor(send, show) {
		this.send = send;
		this.show = show;
		this.waiting = [];
		this.isSending = false;
		this.isHeld = false;
		this.idle = [];
	}
	get isClean() {
		return this.waiting.length === 0 && !this.isSending;
	}
	/** Whether a later change of the same thing waits behind the one that is being sent. */
	hasLater(key) {
		return this.waiting.slice(1).some((one) => one.key === key);
	}
	add(edit) {
		const sent = this.isSending ? 1 : 0;
		const same = this.waiting.findIndex((one, index) => index >= sent && one.key === edit.key);
		if (same >= 0) this.waiting[same] = edit;
		else this.waiting.push(edit);
		this.run();
	}
	/** Goes on after a connection came back or a conflict was decided. */
	resume() {
		this.isHeld = false;
		this.run();
	}
	/** Forgets what waits: the person chose what others wrote. */
	drop() {
		this.waiting.length = 0;
		this.isHeld = false;
		this.show("saved");
	}
	/** Resolves when nothing waits any more. */
	settled() {
		return this.isClean ? Promise.resolve() : new Promise((resolve) => this.idle.push(resolve));
	}
	async run() {
		if (this.isSending || this.isHeld) return;
		clearTimeout(this.retry);
		this.isSending = true;
		while (this.waiting.length > 0 && !this.isHeld) await this.sendFirst();
		this.isSending = false;
		if (this.waiting.length > 0) return;
		this.show("saved");
		for (const resolve of this.idle.splice(0)) resolve();
	}
	async sendFirst() {
		const edit = this.waiting[0];
		this.show("saving");
		const outcome = await this.send(edit);
		if (outcome === "stored" || outcome === "refused") {
			this.waiting.shift();
			if (outcome === "stored") edit.done?.();
			return;
		}
		this.isHeld = true;
		this.show(outcome === "lost" ? "offline" : "conflict");
		if (outcome === "lost") this.retry = setTimeout(() => this.resume(), RETRY_AFTER);
	}
};
// src/app/builder/talking.ts
/** The requests of the builder; the server answers with parts of the page. */
var Server = class {
	constructor(root, handle) {
		this.root = root;
		this.handle = handle;
	}
	async send(edit) {
		const said = {
			...edit.body,
			revision: draftState().revision
		};
		let answer;
		try {
			answer = await fetch(edit.url, {
				method: "POST",
				body: form(said),
				headers: this.headers(),
				redirect: "error"
			});
		} catch {
			return "lost";
		}
		if (answer.ok) {
			this.handle.stored(await answer.text(), edit);
			return "stored";
		}
		if (answer.status === 409 && answer.headers.get("Content-Type")?.includes("html")) {
			this.handle.conflict(await answer.text());
			return "conflict";
		}
		if (answer.status >= 500 || answer.status === 429) return "lost";
		this.handle.refused(await wordsOf(answer), edit);
		return "refused";
	}
	/** A part of the page to read; null where it cannot be had now. */
	async read(url, query) {
		try {
			const answer = await fetch(`${url}?${new URLSearchParams(query)}`, { redirect: "error" });
			return answer.ok ? await answer.text() : null;
		} catch {
			return null;
		}
	}
	headers() {
		return { "X-CSRFToken": this.root.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "" };
	}
};
function form(said) {
	const found = new URLSearchParams();
	for (const [name, value] of Object.entries(said)) for (const one of Array.isArray(value) ? value : [value]) found.append(name, one);
	return found;
}
async function wordsOf(answer) {
	try {
		return String((await answer.json()).words ?? answer.statusText);
	} catch {
		return answer.statusText;
	}
}
// src/app/builder/builder.ts
/** Brings the parts of the builder together; the page and every change of it are drawn by the server. */
function startBuilder(root) {
	new Builder(root).start();
}
var Builder = class {
	constructor(root) {
		this.root = root;
		this.edits = 0;
		this.language = root.dataset["lang"] ?? "en";
		this.status = new SaveStatus(root);
		this.server = new Server(root, {
			stored: (html, edit) => this.stored(html, edit),
			refused: (words, edit) => this.refused(words, edit),
			conflict: (html) => this.notice.conflict(html)
		});
		this.saver = new Saver((edit) => this.server.send(edit), (state) => this.status.show(state));
		this.notice = new Notice(root.querySelector("#notice"), {
			theirs: () => this.showTheirs(),
			mine: () => this.saver.resume(),
			undo: () => this.walk("undo")
		});
		this.fields = new Fields(root, (form, submitter) => this.saveForm(form, submitter), () => this.status.show("typing"));
		this.tree = new Tree(root.querySelector(".builder__tree"), {
			select: (where, isOpening) => void this.select(where, isOpening),
			press: (tool, where) => this.tool(tool, where),
			rename: (where, title) => this.rename(where, title),
			addQuestion: () => this.palette.open(),
			addPage: () => this.addPage()
		});
		this.canvas = new Canvas(root, {
			select: (name) => void this.select(name, false),
			rename: (name, title) => this.rename(name, title),
			titleOf: (name) => this.tree.row(name)?.dataset["text"] ?? ""
		});
		this.panes = new Panes(root);
		this.findings = new Findings(root, {
			read: () => this.server.read(root.dataset["findingsUrl"], { lang: this.language }),
			go: (where, field) => void this.goTo(where, field)
		});
		this.palette = new Palette(root.querySelector("#palette"), (member, value, into) => this.addElement(member, value, into));
	}
	start() {
		attachDialogs(this.root);
		const send = (form, more) => this.saveForm(form, void 0, more);
		attachLines(this.root, send);
		attachLineDrag(this.root, send);
		attachTreeDrag(this.root.querySelector(".builder__tree"), this.tree, (operation) => this.operation(operation, "", () => this.tree.focus(draftState().select)));
		this.listen();
		const { select, page } = draftState();
		this.tree.refresh(select);
		this.canvas.show(page, select, true);
		showWalk();
		this.findings.later();
	}
	listen() {
		document.addEventListener("click", (event) => this.clicked(event));
		document.addEventListener("keydown", (event) => this.pressed(event));
		document.addEventListener("change", (event) => {
			if (!(event.target instanceof HTMLSelectElement)) return;
			if (event.target.matches("[data-language]")) this.setLanguage(event.target.value);
			else if (event.target.closest("[data-op-change]")) this.operation(JSON.parse(event.target.value));
		});
		window.addEventListener("online", () => this.saver.resume());
		window.addEventListener("beforeunload", (event) => {
			this.fields.flush();
			if (!this.saver.isClean) event.preventDefault();
		});
	}
	clicked(event) {
		const target = event.target instanceof Element ? event.target.closest("button, a") : null;
		if (!target) return;
		const said = target.dataset;
		if (said["undo"] !== void 0) this.walk("undo");
		else if (said["redo"] !== void 0) this.walk("redo");
		else if (said["retry"] !== void 0) this.saver.resume();
		else if (said["openPalette"] !== void 0) this.palette.open(said["into"]);
		else if (said["addPage"] !== void 0) this.addPage();
		else if (said["tool"]) this.tool(said["tool"], draftState().select);
		else if (said["op"]) this.operation(JSON.parse(said["op"]), said["then"]);
		else if (said["go"]) this.goTo(said["go"], said["field"] ?? "");
		else if (said["afterSaving"] !== void 0 && target instanceof HTMLAnchorElement) this.leaveBy(event, target.href);
	}
	pressed(event) {
		if (event.key === "F6") {
			event.preventDefault();
			this.panes.next(event.shiftKey ? -1 : 1, () => this.tree.focus(draftState().select));
		}
		if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "z") return;
		event.preventDefault();
		this.walk(event.shiftKey ? "redo" : "undo");
	}
	edit(key, body, more = {}) {
		const select = typeof body["select"] === "string" ? body["select"] : draftState().select;
		this.saver.add({
			key,
			url: this.root.dataset["editUrl"],
			body: {
				lang: this.language,
				...body,
				select
			},
			...more
		});
	}
	operation(operation, then = "", done) {
		this.fields.flush();
		this.edit(`op-${++this.edits}`, {
			op: JSON.stringify(operation),
			then
		}, done ? { done } : {});
	}
	saveForm(form, submitter, more = {}) {
		if (form.hasAttribute("data-op-change")) return;
		const body = {
			...bodyOf(form, submitter),
			...more
		};
		const isAppending = form.hasAttribute("data-appends");
		if (isAppending && !String(body["paste"] ?? body["add"] ?? "").trim()) return;
		const isOnce = isAppending || submitter !== void 0 || Object.keys(more).length > 0;
		const where = form.closest("#panel")?.dataset["place"] ?? draftState().select;
		const key = isOnce ? `once-${++this.edits}` : `${where} ${this.language} ${form.id}`;
		const sent = new Map((isAppending ? [] : [...texts(form)]).map((field) => [field.id, field.value]));
		if (isAppending) form.reset();
		const changed = this.fields.changedId;
		const done = () => {
			markSaved(sent);
			if (document.activeElement === document.body) focusAfter(changed);
			if (/^(rule|group) /.test(String(body["do"]))) focusNewRule(form.id);
		};
		this.edit(key, {
			...body,
			select: where
		}, {
			form,
			done
		});
	}
	rename(where, title) {
		this.edit(`${where} ${this.language} title`, {
			select: where,
			key: "title",
			value: title,
			then: draftState().select
		});
		const field = document.querySelector(`#panel[data-place="${CSS.escape(where)}"] #f-title`);
		if (field) field.value = field.defaultValue = title;
	}
	tool(tool, where) {
		this.fields.flush();
		const isInTree = Boolean(document.activeElement?.closest("[role=\"treeitem\"]"));
		const title = this.tree.row(where)?.querySelector("[data-title]")?.textContent ?? where;
		const done = () => {
			if (tool === "remove") this.notice.removed(title);
			if (isInTree || tool === "remove") this.tree.focus(draftState().select);
		};
		this.edit(`tool-${++this.edits}`, {
			select: where,
			tool
		}, { done });
	}
	addPage() {
		const page = draftState().page;
		this.operation({
			op: "add_page",
			...page ? { after: page } : {}
		}, "", () => this.tree.focus(draftState().select));
	}
	addElement(member, value, into = "") {
		const { select, page } = draftState();
		const [panel, inner] = select.split(".");
		const after = !select.includes(":") && select !== "survey" && !into ? { after: inner ?? select } : {};
		const holder = into ? { panel: into } : inner ? { panel } : { page: page || "page1" };
		if (!page) this.operation({ op: "add_page" });
		this.operation({
			op: "add_element",
			[member]: value,
			...holder,
			...after
		}, "", () => this.openPanel("f-title"));
	}
	walk(way) {
		this.fields.flush();
		const state = draftState();
		if (this.saver.isClean && !(way === "undo" ? state.canUndo : state.canRedo)) return;
		this.saver.add({
			key: `${way}-${++this.edits}`,
			url: this.root.dataset[way === "undo" ? "undoUrl" : "redoUrl"],
			body: {
				lang: this.language,
				select: state.select
			}
		});
		const words = way === "undo" ? state.undoWords : state.redoWords;
		this.notice.walked(way, words);
	}
	stored(html, edit) {
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
	refused(words, edit) {
		const form = edit.form && (document.getElementById(edit.form.id) ?? edit.form);
		const error = form?.isConnected ? form.querySelector("[data-error]") : null;
		if (error) {
			error.textContent = words;
			error.hidden = false;
			error.closest(".field-form, form")?.querySelector("textarea, input:not([type=hidden]), select")?.setAttribute("aria-invalid", "true");
			return;
		}
		const typed = typeof edit.body["value"] === "string" ? edit.body["value"] : "";
		this.notice.refused(words, typed && `${this.root.dataset["wordsTyped"]} ${typed}`);
	}
	showTheirs() {
		this.saver.drop();
		location.reload();
	}
	async select(where, isOpening) {
		this.fields.flush();
		if (draftState().select === where) {
			if (isOpening) this.panes.show("panel");
			return;
		}
		await this.saver.settled();
		const html = await this.server.read(this.root.dataset["panelUrl"], {
			select: where,
			lang: this.language,
			revision: draftState().revision
		});
		if (html === null) return this.status.show("offline");
		patch(html);
		const { select, page } = draftState();
		this.tree.refresh(select);
		this.canvas.show(page, select, false);
		this.address(select);
		if (isOpening) this.panes.show("panel");
	}
	async goTo(where, field) {
		await this.select(where, true);
		this.tree.focus(where);
		this.openPanel(field);
	}
	openPanel(field) {
		this.panes.show("panel");
		const wanted = field ? document.getElementById(field) ?? document.querySelector(`#form-${CSS.escape(field)} :is(input, select, textarea, button):not([type=hidden])`) : null;
		wanted?.closest("details")?.setAttribute("open", "");
		const found = wanted ?? document.getElementById("panel-title");
		found?.focus();
		if (found instanceof HTMLTextAreaElement) found.select();
	}
	async setLanguage(language) {
		this.fields.flush();
		await this.saver.settled();
		const address = new URL(location.href);
		address.searchParams.set("lang", language);
		address.searchParams.set("select", draftState().select);
		location.assign(address);
	}
	async leaveBy(event, href) {
		this.fields.flush();
		if (this.saver.isClean) return;
		event.preventDefault();
		await this.saver.settled();
		location.assign(href);
	}
	address(select) {
		const address = new URL(location.href);
		address.searchParams.set("select", select);
		history.replaceState(null, "", address);
	}
};
// src/builder.ts
var root = document.querySelector("#builder");
if (root) startBuilder(root);
