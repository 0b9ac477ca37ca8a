// src/public/counter.ts
/** Says how many characters are left once most of a text field (data-counter holds the words) is used. */
function attachCounter(root) {
	for (const area of root.querySelectorAll("textarea[data-counter]")) {
		const line = document.createElement("p");
		line.className = "counter";
		line.setAttribute("aria-live", "polite");
		const count = () => {
			const left = area.maxLength - area.value.length;
			line.textContent = left <= area.maxLength / 4 ? `${left} ${area.dataset["counter"]}` : "\xA0";
		};
		area.addEventListener("input", count);
		area.after(line);
		count();
	}
}
// src/public/exclusive.ts
/**
* A choice that excludes the others ("none of these") unticks them, and is unticked by them. The server refuses both
* together, whatever runs here.
*/
function attachExclusive(page) {
	page.addEventListener("input", (event) => {
		const ticked = event.target;
		if (ticked.type !== "checkbox" || !ticked.checked) return;
		const group = ticked.closest("[data-many]");
		if (!group?.querySelector("[data-exclusive]")) return;
		const isAlone = ticked.dataset["exclusive"] !== void 0;
		for (const other of group.querySelectorAll("input[type=checkbox]")) if (other !== ticked && (isAlone || other.dataset["exclusive"] !== void 0)) other.checked = false;
	});
}
// src/public/pace.ts
/**
* Answers sent sooner than a form's data-least (seconds) look like a program's, and the server would ask for them once
* more. Whoever is that quick is held for the rest of that time instead.
*/
function attachPace(root, now = () => performance.now()) {
	const opened = now();
	for (const form of root.querySelectorAll("form[data-least]")) {
		let waiting = false;
		form.addEventListener("submit", (event) => {
			const pressed = event.submitter;
			const rest = Number(form.dataset["least"]) * 1e3 - (now() - opened);
			if (rest <= 0 || pressed && pressed.value !== "next") return;
			event.preventDefault();
			if (waiting) return;
			waiting = true;
			setTimeout(() => {
				waiting = false;
				form.requestSubmit(pressed);
			}, rest);
		});
	}
}
// src/public/ranking.ts
/**
* Turns a ranking (data-ranking; the words stand in its data attributes) into a list to be sorted: pressing an answer
* gives it the next place, buttons and dragging move it. The selects stay what is sent, only out of sight.
*/
function attachRanking(root) {
	for (const holder of root.querySelectorAll("[data-ranking]")) new Ranking(holder);
}
/** The ranked values of a question, the best first. */
function rankingIn(holder) {
	const chosen = [...holder.querySelectorAll("select")].map((select) => select.value).filter(Boolean);
	const placed = chosen.map((text) => [Number.parseInt(text, 10), text.slice(text.indexOf(":") + 1)]);
	return chosen.length ? placed.sort(([a], [b]) => a - b).map(([, value]) => value) : void 0;
}
var Ranking = class {
	constructor(holder) {
		this.holder = holder;
		this.order = [];
		this.list = holder.querySelector("ol");
		this.items = [...this.list.querySelectorAll("li")].map((row) => this.itemOf(row));
		this.most = this.items[0].select.options.length - 1;
		this.live = this.line("visually-hidden", "");
		this.live.setAttribute("aria-live", "polite");
		holder.querySelector(".ranking__places")?.remove();
		holder.prepend(this.line("ranking__how", this.words("how")));
		holder.append(this.live);
		holder.classList.add("ranking--sorted");
		this.list.addEventListener("pointerdown", (event) => this.startDrag(event));
		window.addEventListener("pageshow", () => this.read());
		this.read();
	}
	itemOf(row) {
		const select = row.querySelector("select");
		const label = row.querySelector("label");
		const name = row.dataset["choice"] ?? "";
		const place = document.createElement("span");
		place.className = "ranking__place";
		const buttons = {
			add: this.button("add", name, ""),
			up: this.button("up", name, "↑"),
			down: this.button("down", name, "↓"),
			out: this.button("out", name, "×")
		};
		const item = {
			row,
			select,
			name,
			place,
			buttons
		};
		select.hidden = true;
		row.prepend(place);
		row.append(buttons.add, buttons.up, buttons.down, buttons.out);
		label.removeAttribute("for");
		buttons.add.addEventListener("click", () => this.add(item));
		buttons.up.addEventListener("click", () => this.move(item, -1));
		buttons.down.addEventListener("click", () => this.move(item, 1));
		buttons.out.addEventListener("click", () => this.takeOut(item));
		return item;
	}
	button(act, name, sign) {
		const button = document.createElement("button");
		button.type = "button";
		button.className = `ranking__${act}`;
		button.textContent = sign;
		button.setAttribute("aria-label", this.words(act, { choice: name }));
		return button;
	}
	line(name, text) {
		const line = document.createElement("p");
		line.className = name;
		line.textContent = text;
		return line;
	}
	words(key, values = {}) {
		return (this.holder.dataset[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
	}
	/** What the selects say; of two answers at one place the first in the list comes first. */
	read() {
		const at = (item) => Number.parseInt(item.select.value, 10) || 0;
		this.order = this.items.filter(at).sort((a, b) => at(a) - at(b)).slice(0, this.most);
		this.show();
	}
	show() {
		const rest = this.items.filter((item) => !this.order.includes(item));
		for (const item of rest) item.buttons.add.ariaDisabled = String(this.order.length >= this.most);
		for (const item of [...this.order, ...rest]) {
			const index = this.order.indexOf(item);
			const isPlaced = index >= 0;
			item.select.selectedIndex = index + 1;
			item.place.textContent = isPlaced ? String(index + 1) : "";
			item.row.classList.toggle("ranking__item--placed", isPlaced);
			item.buttons.add.hidden = isPlaced;
			for (const act of [
				"up",
				"down",
				"out"
			]) item.buttons[act].hidden = !isPlaced;
			this.list.append(item.row);
		}
		this.order.forEach((item, index) => {
			item.buttons.up.ariaDisabled = String(index === 0);
			item.buttons.down.ariaDisabled = String(index === this.order.length - 1);
		});
	}
	changed(said) {
		this.show();
		this.live.textContent = said;
		this.holder.dispatchEvent(new Event("input", { bubbles: true }));
	}
	placed(item) {
		const place = this.order.indexOf(item) + 1;
		return this.words("placed", {
			choice: item.name,
			place,
			count: this.order.length
		});
	}
	add(item) {
		if (this.order.length >= this.most) {
			this.live.textContent = this.words("full");
			return;
		}
		const rest = this.items.filter((other) => !this.order.includes(other));
		const next = rest[rest.indexOf(item) + 1] ?? rest.find((other) => other !== item);
		this.order.push(item);
		this.changed(this.placed(item));
		(next ? next.buttons.add : item.buttons.up).focus();
	}
	move(item, by) {
		const from = this.order.indexOf(item);
		if (!this.moveTo(item, from + by)) return;
		(by < 0 ? item.buttons.up : item.buttons.down).focus();
	}
	moveTo(item, to) {
		const from = this.order.indexOf(item);
		if (to < 0 || to >= this.order.length || to === from) return false;
		this.order.splice(from, 1);
		this.order.splice(to, 0, item);
		this.changed(this.placed(item));
		return true;
	}
	takeOut(item) {
		this.order = this.order.filter((other) => other !== item);
		this.changed(this.words("unplaced", { choice: item.name }));
		item.buttons.add.focus();
	}
	/** A mouse drags the whole row, a finger its number: elsewhere it scrolls the page. */
	startDrag(event) {
		const target = event.target;
		const item = this.order.find((one) => one.row.contains(target));
		const isGrip = item?.place === target || event.pointerType === "mouse" && !target.closest("button");
		if (!item || !isGrip) return;
		event.preventDefault();
		this.list.setPointerCapture(event.pointerId);
		item.row.classList.add("ranking__item--held");
		const follow = (moved) => {
			const over = this.order.findIndex(({ row }) => {
				const { top, bottom } = row.getBoundingClientRect();
				return moved.clientY >= top && moved.clientY < bottom;
			});
			if (over >= 0) this.moveTo(item, over);
		};
		const drop = () => {
			item.row.classList.remove("ranking__item--held");
			this.list.removeEventListener("pointermove", follow);
		};
		this.list.addEventListener("pointermove", follow);
		for (const end of ["pointerup", "pointercancel"]) this.list.addEventListener(end, drop, { once: true });
	}
};
// src/public/search.ts
/**
* Lets people search a long list: a field to type in with a list below it stands for each `select[data-searched]`,
* which stays what is sent. The pattern is ARIA's "combobox with list autocomplete".
*/
function attachSearch(root) {
	for (const select of root.querySelectorAll("select[data-searched]")) new Search(select);
}
var LABELLING = [
	"aria-required",
	"aria-invalid",
	"aria-describedby"
];
var Search = class {
	constructor(select) {
		this.select = select;
		this.field = document.createElement("input");
		this.list = document.createElement("ul");
		this.status = document.createElement("p");
		this.shown = [];
		this.active = -1;
		this.build();
		this.field.addEventListener("input", () => this.open(this.field.value));
		this.field.addEventListener("keydown", (event) => this.press(event));
		this.field.addEventListener("click", () => this.open(""));
		this.field.addEventListener("blur", () => this.leave());
		this.list.addEventListener("pointerdown", (event) => event.preventDefault());
		this.list.addEventListener("click", (event) => this.click(event));
		window.addEventListener("pageshow", () => this.settle());
		this.settle();
	}
	build() {
		const { field, list, select, status } = this;
		const id = select.id;
		select.id = `${id}-select`;
		select.hidden = true;
		field.id = id;
		field.type = "text";
		field.className = select.className;
		field.autocomplete = "off";
		field.dataset["helper"] = "";
		field.placeholder = select.dataset["placeholder"] ?? "";
		field.setAttribute("role", "combobox");
		field.setAttribute("aria-autocomplete", "list");
		field.setAttribute("aria-expanded", "false");
		field.setAttribute("aria-controls", `${id}-list`);
		for (const name of LABELLING) {
			const value = select.getAttribute(name);
			if (value) field.setAttribute(name, value);
		}
		list.id = `${id}-list`;
		list.className = "search__list";
		list.hidden = true;
		list.setAttribute("role", "listbox");
		list.setAttribute("aria-label", document.querySelector(`label[for="${CSS.escape(id)}"]`)?.textContent?.trim() ?? "");
		status.className = "visually-hidden";
		status.setAttribute("role", "status");
		const holder = document.createElement("div");
		holder.className = "search";
		select.before(holder);
		holder.append(field, list, status, select);
	}
	open(typed) {
		const wanted = folded$1(typed);
		const options = [...this.select.options].filter((option) => option.value !== "");
		this.shown = options.filter((option) => folded$1(option.text).includes(wanted));
		this.active = typed ? -1 : this.shown.findIndex((option) => option.selected);
		this.list.replaceChildren(...this.shown.map((option, i) => this.item(option, i)));
		if (!this.shown.length) this.list.append(this.nothing());
		this.list.hidden = false;
		this.field.setAttribute("aria-expanded", "true");
		const count = this.shown.length;
		const { none = "", one = "", many = "" } = this.select.dataset;
		this.status.textContent = count > 1 ? many.replace("{count}", String(count)) : count ? one : none;
		this.point();
	}
	item(option, index) {
		const item = document.createElement("li");
		item.id = `${this.list.id}-${index}`;
		item.className = "search__option";
		item.setAttribute("role", "option");
		item.setAttribute("aria-selected", String(option.selected));
		item.dataset["index"] = String(index);
		item.textContent = option.text;
		return item;
	}
	nothing() {
		const item = document.createElement("li");
		item.className = "search__none";
		item.setAttribute("role", "presentation");
		item.textContent = this.select.dataset["none"] ?? "";
		return item;
	}
	press(event) {
		const isOpen = !this.list.hidden;
		switch (event.key) {
			case "ArrowDown":
			case "ArrowUp":
				event.preventDefault();
				if (!isOpen) this.open("");
				else this.move(event.key === "ArrowDown" ? 1 : -1);
				break;
			case "Enter":
				if (!isOpen) return;
				event.preventDefault();
				if (this.active >= 0) this.choose(this.active);
				break;
			case "Escape":
				if (!isOpen) return;
				event.preventDefault();
				this.settle();
		}
	}
	move(by) {
		const count = this.shown.length;
		if (!count) return;
		this.active = this.active < 0 ? by > 0 ? 0 : count - 1 : (this.active + by + count) % count;
		this.point();
	}
	point() {
		[...this.list.children].forEach((item, i) => item.classList.toggle("search__option--active", i === this.active));
		const item = this.active >= 0 ? this.list.children[this.active] : void 0;
		if (item) this.field.setAttribute("aria-activedescendant", item.id);
		else this.field.removeAttribute("aria-activedescendant");
		item?.scrollIntoView({ block: "nearest" });
	}
	click(event) {
		const item = event.target.closest("[data-index]");
		if (item) this.choose(Number(item.dataset["index"]));
	}
	choose(index) {
		const option = this.shown[index];
		if (option) this.set(option.value);
		this.settle();
	}
	/** An emptied field takes the answer back; a text that is exactly one answer is that answer; else nothing changes. */
	leave() {
		if (this.list.hidden) return;
		const typed = folded$1(this.field.value);
		const exact = [...this.select.options].filter((option) => option.value !== "" && folded$1(option.text) === typed);
		if (!typed) this.set("");
		else if (exact.length === 1) this.set(exact[0].value);
		this.settle();
	}
	set(value) {
		if (this.select.value === value) return;
		this.select.value = value;
		this.select.dispatchEvent(new Event("input", { bubbles: true }));
	}
	/** Closed, and showing what is chosen. */
	settle() {
		this.list.hidden = true;
		this.active = -1;
		this.field.setAttribute("aria-expanded", "false");
		this.field.removeAttribute("aria-activedescendant");
		this.status.textContent = "";
		const chosen = this.select.options[this.select.selectedIndex];
		this.field.value = chosen && chosen.value !== "" ? chosen.text : "";
	}
};
/** Without case and accents: "perù" is found by "Peru". */
function folded$1(text) {
	return text.normalize("NFD").replace(/\p{M}/gu, "").trim().toLowerCase();
}
// src/public/signature.ts
/**
* A pad to sign on (data-signature; its words stand in data attributes) above the typed name: after every stroke the
* drawing is put as a PNG into the file field that the page is sent with. The typed name stays the keyboard's way.
*/
function attachSignature(root) {
	for (const holder of root.querySelectorAll("[data-signature]")) {
		const canvas = document.createElement("canvas");
		const pen = canvas.getContext("2d");
		if (pen) new Pad(holder, canvas, pen);
	}
}
var [WIDTH, HEIGHT, LINE] = [
	960,
	320,
	5
];
var Pad = class {
	constructor(holder, canvas, pen) {
		this.holder = holder;
		this.canvas = canvas;
		this.pen = pen;
		this.file = holder.querySelector("input[type=\"file\"]");
		this.live = document.createElement("p");
		this.live.className = "visually-hidden";
		this.live.setAttribute("aria-live", "polite");
		this.clear = document.createElement("button");
		this.clear.type = "button";
		this.clear.className = "button button--quiet";
		this.clear.textContent = this.words("clear");
		this.clear.addEventListener("click", () => this.empty());
		canvas.className = "signature__pad";
		[canvas.width, canvas.height] = [WIDTH, HEIGHT];
		canvas.setAttribute("role", "img");
		canvas.setAttribute("aria-label", this.words("title"));
		const title = document.createElement("p");
		title.className = "question__help";
		title.textContent = this.words("title");
		holder.prepend(title, canvas, this.clear, this.live);
		holder.querySelector("label").textContent = this.words("or");
		canvas.addEventListener("pointerdown", (event) => this.start(event));
		this.empty(false);
	}
	words(key) {
		return this.holder.dataset[key] ?? "";
	}
	/** Paper and ink are those of the page, so that the drawing is legible wherever it is opened. */
	empty(isSaid = true) {
		this.pen.fillStyle = getComputedStyle(this.canvas).backgroundColor;
		this.pen.fillRect(0, 0, WIDTH, HEIGHT);
		this.clear.hidden = true;
		this.file.value = "";
		if (isSaid) this.say("cleared");
	}
	say(key) {
		this.live.textContent = this.words(key);
		this.holder.dispatchEvent(new Event("input", { bubbles: true }));
	}
	start(event) {
		event.preventDefault();
		this.canvas.setPointerCapture(event.pointerId);
		this.pen.strokeStyle = getComputedStyle(this.canvas).color;
		[this.pen.lineWidth, this.pen.lineCap, this.pen.lineJoin] = [
			LINE,
			"round",
			"round"
		];
		this.pen.beginPath();
		this.pen.moveTo(...this.at(event));
		const draw = (moved) => {
			this.pen.lineTo(...this.at(moved));
			this.pen.stroke();
		};
		const lift = () => {
			this.canvas.removeEventListener("pointermove", draw);
			this.keep();
		};
		draw(event);
		this.canvas.addEventListener("pointermove", draw);
		this.canvas.addEventListener("lostpointercapture", lift, { once: true });
	}
	at(event) {
		const { left, top, width, height } = this.canvas.getBoundingClientRect();
		return [(event.clientX - left) / width * WIDTH, (event.clientY - top) / height * HEIGHT];
	}
	keep() {
		this.clear.hidden = false;
		this.canvas.toBlob((blob) => {
			if (!blob) return;
			const held = new DataTransfer();
			held.items.add(new File([blob], "signature.png", { type: "image/png" }));
			this.file.files = held.files;
			this.say("drawn");
		}, "image/png");
	}
};
// src/public/slider.ts
/**
* Puts a slider above the number field of each `data-slider`. The field stays what is sent, and shows the number.
* Nothing is answered until the slider is touched: a press where the knob happens to stand counts too.
*/
function attachSliders(root) {
	for (const holder of root.querySelectorAll("[data-slider]")) enhance(holder);
}
function enhance(holder) {
	const field = holder.querySelector("input[type=\"number\"]");
	if (!field) return;
	const range = document.createElement("input");
	range.type = "range";
	range.className = "slider__range";
	range.dataset["helper"] = "";
	for (const name of [
		"min",
		"max",
		"step"
	]) range.setAttribute(name, field.getAttribute(name) ?? "");
	range.value = String((Number(field.min) + Number(field.max)) / 2);
	range.setAttribute("aria-label", field.labels?.[0]?.textContent?.trim() ?? "");
	const described = field.getAttribute("aria-describedby");
	if (described) range.setAttribute("aria-describedby", described);
	holder.prepend(range);
	const show = () => {
		const isAnswered = field.value !== "";
		if (isAnswered) range.value = field.value;
		holder.classList.toggle("slider--unanswered", !isAnswered);
		if (isAnswered) range.removeAttribute("aria-valuetext");
		else range.setAttribute("aria-valuetext", holder.dataset["unanswered"] ?? "");
	};
	const answer = () => {
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
	window.addEventListener("pageshow", show);
	show();
}
// src/public/sum.ts
/** Adds up the shares of a constant sum (data-sum holds the amount, data-so-far, -done and -over the words). */
function attachSum(root) {
	for (const holder of root.querySelectorAll("[data-sum]")) {
		const total = Number(holder.dataset["sum"]);
		const line = document.createElement("output");
		line.className = "sum__total";
		const add = () => {
			const given = [...holder.querySelectorAll("input")].reduce((sum, { value }) => sum + whole(value), 0);
			const words = given > total ? "over" : given === total ? "done" : "soFar";
			line.textContent = filled(holder.dataset[words] ?? "", {
				given,
				total,
				over: given - total
			});
			line.classList.toggle("sum__total--over", given > total);
			line.classList.toggle("sum__total--done", given === total);
		};
		holder.append(line);
		holder.addEventListener("input", add);
		window.addEventListener("pageshow", add);
		add();
	}
}
function whole(text) {
	return /^\s*[0-9]{1,15}\s*$/.test(text) ? Number(text) : 0;
}
function filled(words, values) {
	return words.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}
// src/public/comparisons.ts
function own(holder, key) {
	return Object.prototype.hasOwnProperty.call(holder, key) ? holder[key] : void 0;
}
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function isMissing(value) {
	if (isObject(value)) return Object.values(value).every((part) => isBlank(part) || isObject(part) && !Object.keys(part).length);
	return isBlank(value);
}
function isBlank(value) {
	return value === void 0 || value === null || value === "" || Array.isArray(value) && value.length === 0;
}
function equal(answer, value) {
	if (Array.isArray(answer) && Array.isArray(value)) {
		const [first, second] = [[...answer].sort(), [...value].sort()];
		return first.length === second.length && first.every((item, i) => equal(item, second[i]));
	}
	if (typeof answer === "boolean" && typeof value === "boolean") return answer === value;
	if (typeof answer === "boolean") return typeof value === "string" && value.toLowerCase() === String(answer);
	if (typeof value === "boolean") return typeof answer === "string" && answer.toLowerCase() === String(value);
	const [first, second] = [numberIn(answer), numberIn(value)];
	if (first !== void 0) return first === second;
	return typeof answer === "string" && typeof value === "string" && folded(answer) === folded(value);
}
/** -1, 0 or 1; undefined where there is no order. */
function order(answer, value) {
	const [first, second] = [numberIn(answer), numberIn(value)];
	if (first === void 0 && typeof answer === "string" && typeof value === "string") return compared(answer, value);
	return first === void 0 || second === void 0 ? void 0 : compared(first, second);
}
function compared(first, second) {
	if (first < second) return -1;
	return first > second ? 1 : 0;
}
function contains(answer, value) {
	if (Array.isArray(answer)) return (Array.isArray(value) ? value : [value]).every((one) => answer.some((item) => equal(item, one)));
	return typeof answer === "string" && typeof value === "string" && answer.toLowerCase().includes(value.toLowerCase());
}
/** The value as a number if it is one or spells one. */
function numberIn(value) {
	if (typeof value === "number") return value;
	if (typeof value !== "string") return void 0;
	const spelled = value.trim();
	return /^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?$/.test(spelled) ? Number(spelled) : void 0;
}
function folded(text) {
	return text.trim().toLowerCase();
}
// src/public/conditions.ts
function holds(condition, known) {
	const partHolds = (part) => holds(part, known);
	if ("all" in condition) return condition.all.every(partHolds);
	if ("any" in condition) return condition.any.some(partHolds);
	if ("not" in condition) return !condition.not.some(partHolds);
	return leafHolds(condition, known);
}
/** What is looked at; undefined where there is none. */
function valueOf(look, known) {
	if (look.question !== void 0) return answerOf(look.question, known.answers);
	if (look.param !== void 0) return own(known.params, look.param);
	if (look.invitation !== void 0) return own(known.invitation, look.invitation);
	return own(known.calculated, look.calculated ?? "");
}
function leafHolds(leaf, known) {
	const answer = valueOf(leaf, known);
	const missing = isMissing(answer);
	switch (leaf.op) {
		case "empty": return missing;
		case "notempty": return !missing;
		case "!=": return missing || !equal(answer, leaf.value);
		case "notcontains": return missing || !contains(answer, leaf.value);
	}
	if (missing) return false;
	const values = Array.isArray(leaf.value) ? leaf.value : [leaf.value];
	switch (leaf.op) {
		case "=": return equal(answer, leaf.value);
		case "<": return order(answer, leaf.value) === -1;
		case ">": return order(answer, leaf.value) === 1;
		case "<=": return equal(answer, leaf.value) || order(answer, leaf.value) === -1;
		case ">=": return equal(answer, leaf.value) || order(answer, leaf.value) === 1;
		case "contains": return contains(answer, leaf.value);
		case "anyof": return values.some((value) => Array.isArray(answer) ? contains(answer, value) : equal(answer, value));
		case "allof": return values.every((value) => contains(answer, value));
	}
	throw new Error(`unknown operator ${leaf.op}`);
}
function answerOf(reference, answers) {
	const dot = reference.indexOf(".");
	if (dot < 0) return own(answers, reference);
	const rows = own(answers, reference.slice(0, dot));
	return isObject(rows) ? own(rows, reference.slice(dot + 1)) : void 0;
}
// src/public/expressions.ts
var OF_MANY = {
	sum: total,
	product: (numbers) => numbers.reduce((product, one) => product * one, 1),
	min: (numbers) => Math.min(...numbers),
	max: (numbers) => Math.max(...numbers),
	average: (numbers) => total(numbers) / numbers.length
};
var LARGEST = 0x38d7ea4c68000;
/** The value of an expression; undefined where it is missing. */
function calculate(expression, known) {
	if (typeof expression !== "object") return expression;
	if ("if" in expression) {
		const branch = holds(expression.if, known) ? expression.then : expression.else;
		return branch === void 0 ? void 0 : calculate(branch, known);
	}
	const [kind, operands] = Object.entries(expression)[0] ?? [];
	if (!Array.isArray(operands)) {
		const value = valueOf(expression, known);
		return isMissing(value) ? void 0 : value;
	}
	return operated(kind, operands.map((operand) => calculate(operand, known)));
}
function operated(kind, values) {
	if (kind === "count") return values.filter((value) => value !== void 0).length;
	if (kind === "subtract" || kind === "divide") {
		const [first, second] = values.map(double);
		if (first === void 0 || second === void 0 || kind === "divide" && second === 0) return void 0;
		return bounded(kind === "subtract" ? first - second : first / second);
	}
	const numbers = values.flat().map(double).filter((one) => one !== void 0);
	return numbers.length ? bounded(OF_MANY[kind](numbers)) : void 0;
}
function total(numbers) {
	return numbers.reduce((sum, one) => sum + one, 0);
}
function double(value) {
	const found = numberIn(value);
	return found === void 0 ? void 0 : bounded(found);
}
function bounded(result) {
	return Math.abs(result) <= LARGEST ? result + 0 : void 0;
}
// src/public/logic.ts
/**
* The way these answers lead; a hidden question's answer counts as missing. `before` holds what was answered and
* calculated before the route begins.
*/
function walk(route, answers, { params = {}, invitation = {} } = {}, before = {}) {
	const found = {
		shown: [],
		pages: [],
		required: [],
		calculated: { ...before.calculated },
		ending: "",
		isScreenedOut: false
	};
	const known = {
		answers: { ...before.answers },
		params,
		invitation,
		calculated: found.calculated
	};
	calculateAll(route.calculate, known);
	let target = "";
	route.pages.forEach((leg, here) => {
		if (target && target !== `page:${leg.name}`) {
			for (const step of leg.elements) calculateAll(step.calculate, known);
			return;
		}
		target = "";
		if (!visit(leg, answers, known, found)) return;
		found.pages.push(leg.name);
		target = leave(leg, here, route, known);
	});
	const ending = exitOf(route, target, known);
	return {
		...found,
		ending: ending?.name ?? "",
		isScreenedOut: ending?.isScreenOut ?? false
	};
}
/** Whether anything is shown on the page. */
function visit(leg, answers, known, found) {
	const before = found.shown.length;
	for (const step of leg.elements) {
		delete known.answers[step.name];
		if ((step.visibleIf ?? []).every((condition) => holds(condition, known))) {
			if (step.isDrawn ?? true) found.shown.push(step.name);
			if (step.requiredIf && holds(step.requiredIf, known)) found.required.push(step.name);
			const answer = own(answers, step.name);
			if (answer !== void 0 && answer !== null) known.answers[step.name] = answer;
		}
		calculateAll(step.calculate, known);
	}
	return found.shown.length > before;
}
function calculateAll(calculations = [], known) {
	for (const { name, expression } of calculations) {
		const value = calculate(expression, known);
		if (!isMissing(value)) known.calculated[name] = value;
	}
}
function leave(leg, here, route, known) {
	const leadsOn = (to) => to === "end" || route.pages.some((page, i) => i > here && to === `page:${page.name}`) || (route.endings ?? []).some((ending) => to === `ending:${ending.name}`);
	return leg.next?.find((rule) => leadsOn(rule.to) && (!rule.if || holds(rule.if, known)))?.to ?? "";
}
function exitOf(route, target, known) {
	const exits = route.endings ?? [];
	if (target.startsWith("ending:")) return exits.find((exit) => target === `ending:${exit.name}`);
	return exits.find((exit) => exit.visibleIf && holds(exit.visibleIf, known));
}
// src/public/panels.ts
/** The items of a panel, each a part of the page with questions of its own. */
function partsOf(panel) {
	return [...panel.querySelectorAll("[data-part]")];
}
function questionsIn(part) {
	return [...part.querySelectorAll("[data-question]")];
}
/**
* Which questions of one item are shown and which must be answered. They see their siblings and what stands outside the
* panel; a sibling hides a question outside that has the same name.
*/
function walkPart(steps, own, around) {
	const names = new Set(steps.map((step) => step.name));
	const outside = Object.entries(around.answers).filter(([name]) => !names.has(name));
	const known = {
		...around,
		answers: Object.fromEntries(outside),
		calculated: {}
	};
	const found = {
		shown: [],
		required: []
	};
	for (const { name, visibleIf = [], requiredIf } of steps) {
		if (!visibleIf.every((condition) => holds(condition, known))) continue;
		found.shown.push(name);
		if (requiredIf && holds(requiredIf, known)) found.required.push(name);
		if (own[name] !== void 0 && own[name] !== null) known.answers[name] = own[name];
	}
	return found;
}
// src/public/visibility.ts
/**
* Shows, hides and requires questions (data-question) as answers change. What is hidden keeps its input; the server
* drops it. The field "asked" tells the server what was seen, so that it need not bring it up again.
*/
function attachVisibility(page) {
	const island = page.getElementById("logic")?.textContent;
	if (!island) return;
	const { logic, answers = {}, calculated = {}, waits = [], panels = {}, ...respondent } = JSON.parse(island);
	const steps = logic.pages.flatMap((leg) => leg.elements);
	const known = new Set(steps.map((step) => step.name));
	const marked = new Set(steps.filter((step) => step.requiredIf).map((step) => step.name));
	const questions = questionsIn(page).filter((question) => !question.closest("[data-part]"));
	const asked = page.querySelector("input[name=\"asked\"]");
	const seen = new Set(asked?.value.split(" ").filter(Boolean));
	const update = () => {
		const given = {
			...answers,
			...answersOn(questions)
		};
		const found = walk(logic, given, respondent, {
			answers,
			calculated
		});
		for (const question of questions) {
			const name = question.dataset["question"] ?? "";
			question.hidden = waits.includes(name) || known.has(name) && !found.shown.includes(name);
			if (!question.hidden) seen.add(name);
			if (marked.has(name)) mark(question, found.required.includes(name));
			const inner = panels[name];
			if (inner) updateParts(question, inner, {
				params: {},
				invitation: {},
				...respondent,
				answers: counted(given, known, found.shown),
				calculated: {}
			});
		}
		if (asked) asked.value = [...seen].join(" ");
	};
	page.addEventListener("input", update);
	window.addEventListener("pageshow", update);
	update();
}
/** What is hidden on the page counts as missing. */
function counted(given, known, shown) {
	return Object.fromEntries(Object.entries(given).filter(([name]) => !known.has(name) || shown.includes(name)));
}
function updateParts(panel, steps, around) {
	const marked = new Set(steps.filter((step) => step.requiredIf).map((step) => step.name));
	for (const part of partsOf(panel)) {
		const questions = questionsIn(part);
		const found = walkPart(steps, answersOn(questions), around);
		for (const question of questions) {
			const name = question.dataset["question"] ?? "";
			question.hidden = !found.shown.includes(name);
			if (marked.has(name)) mark(question, found.required.includes(name));
		}
	}
}
/** A question that must be answered does not say "optional". */
function mark(question, isRequired) {
	const optional = question.querySelector(".question__optional");
	if (optional) optional.hidden = isRequired;
	const holder = question.getAttribute("role") === "radiogroup" ? question : question.querySelector("input, textarea, select");
	if (isRequired) holder?.setAttribute("aria-required", "true");
	else holder?.removeAttribute("aria-required");
}
function answersOn(questions) {
	return Object.fromEntries(questions.map((question) => [question.dataset["question"] ?? "", answerIn(question)]));
}
/** A matrix answers as {row: value}, boxes as a list, everything else as one value; nothing chosen is undefined. */
function answerIn(question) {
	const parts = partsOf(question);
	if (parts.length) return answersOfParts(parts);
	const rows = [...question.querySelectorAll("[data-row]")];
	if (rows.length) return Object.fromEntries(rows.map((row) => [row.dataset["row"] ?? "", valueIn(row)]));
	return valueIn(question);
}
/** A panel answers as a list of its items; those nobody filled in do not count. */
function answersOfParts(parts) {
	return parts.map((part) => answersOn(questionsIn(part))).filter((item) => Object.values(item).some((answer) => !isMissing(answer)));
}
var FIELDS = "input:not([data-helper]), textarea, select";
function valueIn(holder) {
	if (holder.querySelector("[data-ranking]")) return rankingIn(holder);
	const fields = [...holder.querySelectorAll(FIELDS)];
	const [first] = fields;
	if (!first) return void 0;
	if (fields.some((field) => field.type === "file" && field.value)) return ["new"];
	const chosen = fields.filter((field) => field.checked).map((field) => field.value);
	if (first.type === "radio") return chosen[0];
	if (first.type !== "checkbox") return first.value.trim() || void 0;
	if (holder.dataset["many"] === void 0) return chosen.length > 0 || void 0;
	return chosen.length ? chosen : void 0;
}
// src/shared/focus.ts
/** Moves the focus to what must be read first: a summary of errors marked data-focus. */
function attachFocus(root) {
	root.querySelector("[data-focus]")?.focus();
}
// src/shared/single-submit.ts
/** A form that posts is sent once: a second press of the button before the answer does nothing. */
function attachSingleSubmit(root) {
	for (const form of root.querySelectorAll("form[method=\"post\"]")) watch(form);
}
function watch(form) {
	let sent = false;
	const mark = (on) => {
		sent = on;
		for (const button of form.querySelectorAll("button")) if (on) button.setAttribute("aria-disabled", "true");
		else button.removeAttribute("aria-disabled");
	};
	form.addEventListener("submit", (event) => {
		if (sent) event.preventDefault();
		else setTimeout(() => mark(!event.defaultPrevented));
	});
	window.addEventListener("pageshow", (event) => {
		if (event.persisted) mark(false);
	});
}
// src/public.ts
attachRanking(document);
attachSum(document);
attachSignature(document);
attachSearch(document);
attachSliders(document);
attachExclusive(document);
attachVisibility(document);
attachCounter(document);
attachPace(document);
attachSingleSubmit(document);
attachFocus(document);
