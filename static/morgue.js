// @ts-check
// Comfort for the pages: each works without this file. Every module gives one thing its life, where the page has it.

import { builder } from "./builder.js";
import { combobox } from "./combobox.js";
import { printed } from "./printed.js";
import { remember } from "./recent.js";
import { recentList } from "./recent_list.js";
import { shortcuts } from "./shortcuts.js";

const box = document.querySelector("#q");
const words = document.querySelector("#combobox-words");
if (box instanceof HTMLInputElement && words instanceof HTMLElement) combobox(box, words.dataset);

shortcuts();

if (document.querySelector(".results")) remember(window.location);
const place = document.querySelector("#recent");
const template = document.querySelector("#recent-searches");
if (place instanceof HTMLElement && template instanceof HTMLTemplateElement) recentList(place, template);

const form = document.querySelector("form.builder");
if (form instanceof HTMLFormElement) builder(form);

const time = document.querySelector(".printed time");
if (time instanceof HTMLTimeElement) printed(time);
