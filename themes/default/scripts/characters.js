// Characters written otherwise: tables as `zh-hant/characters.json` has them, and texts by them.

const characterTable = ({ from, to } = { from: "", to: "" }) => new Map([...from].map((one, at) => [one, to[at]]));

const rewritten = (text, table) => [...text].map((one) => table.get(one) ?? one).join("");
