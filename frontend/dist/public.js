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
// src/public/logic.ts
/** Whether the condition holds; `params` are the parameters of the address the survey was opened with. */
function evaluate(condition, answers, params = {}) {
	const holds = (part) => evaluate(part, answers, params);
	if ("all" in condition) return condition.all.every(holds);
	if ("any" in condition) return condition.any.some(holds);
	if ("not" in condition) return !condition.not.some(holds);
	return leafHolds(condition, answers, params);
}
/** The names of the elements that are shown; a hidden question's answer counts as missing. */
function visible(logic, answers, params = {}) {
	const shown = [];
	const counted = {};
	for (const step of logic) {
		if (!step.visibleIf.every((condition) => evaluate(condition, counted, params))) continue;
		shown.push(step.name);
		const answer = own(answers, step.name);
		if (answer !== void 0) counted[step.name] = answer;
	}
	return shown;
}
function leafHolds(leaf, answers, params) {
	const answer = leaf.question ? answerOf(leaf.question, answers) : own(params, leaf.param ?? "");
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
function numberIn(value) {
	if (typeof value === "number") return value;
	if (typeof value !== "string") return void 0;
	const spelled = value.trim();
	return /^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?$/.test(spelled) ? Number(spelled) : void 0;
}
function folded(text) {
	return text.trim().toLowerCase();
}
// src/public/visibility.ts
/**
* Shows and hides questions (data-question) as answers change. What is hidden keeps its input; the server drops it.
* The field "asked" tells the server what was seen, so that it need not bring it up again.
*/
function attachVisibility(page) {
	const island = page.getElementById("logic")?.textContent;
	if (!island) return;
	const { logic, answers = {}, params = {} } = JSON.parse(island);
	const known = new Set(logic.map((step) => step.name));
	const questions = [...page.querySelectorAll("[data-question]")];
	const asked = page.querySelector("input[name=\"asked\"]");
	const seen = new Set(asked?.value.split(" ").filter(Boolean));
	const update = () => {
		const shown = new Set(visible(logic, {
			...answers,
			...answersOn(questions)
		}, params));
		for (const question of questions) {
			const name = question.dataset["question"] ?? "";
			question.hidden = known.has(name) && !shown.has(name);
			if (!question.hidden) seen.add(name);
		}
		if (asked) asked.value = [...seen].join(" ");
	};
	page.addEventListener("input", update);
	window.addEventListener("pageshow", update);
	update();
}
function answersOn(questions) {
	return Object.fromEntries(questions.map((question) => [question.dataset["question"] ?? "", answerIn(question)]));
}
/** A matrix answers as {row: value}, boxes as a list, everything else as one value; nothing chosen is undefined. */
function answerIn(question) {
	const rows = [...question.querySelectorAll("[data-row]")];
	if (rows.length) return Object.fromEntries(rows.map((row) => [row.dataset["row"] ?? "", valueIn(row)]));
	return valueIn(question);
}
function valueIn(holder) {
	if (holder.querySelector("[data-ranking]")) return rankingIn(holder);
	const fields = [...holder.querySelectorAll("input, textarea")];
	const [first] = fields;
	if (!first) return void 0;
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
attachVisibility(document);
attachCounter(document);
attachPace(document);
attachSingleSubmit(document);
attachFocus(document);
