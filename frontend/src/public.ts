import "./css/public.css";
import { attachCounter } from "./public/counter";
import { attachPace } from "./public/pace";
import { attachRanking } from "./public/ranking";
import { attachSum } from "./public/sum";
import { attachVisibility } from "./public/visibility";
import { attachFocus } from "./shared/focus";
import { attachSingleSubmit } from "./shared/single-submit";

attachRanking(document);
attachSum(document);
attachVisibility(document);
attachCounter(document);
attachPace(document);
attachSingleSubmit(document);
attachFocus(document);
