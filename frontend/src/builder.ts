import { startBuilder } from "./app/builder/builder";
import "./css/builder.css";

const root = document.querySelector<HTMLElement>("#builder");
if (root) startBuilder(root);
