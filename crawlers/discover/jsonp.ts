/**
 * JSON, or JSON that an interface hands to a function (`callback([…]);`), where a comma before the last bracket is
 * forgiven.
 * @throws SyntaxError where it is neither
 */
export function jsonOf(text: string): unknown {
  const call = /^\s{0,100}[A-Za-z_$][\w$.]{0,100}\s?\(/.exec(text);
  const end = call ? text.lastIndexOf(")") : -1;
  if (!call || end < call[0].length) return JSON.parse(text);
  return JSON.parse(text.slice(call[0].length, end).replace(/,\s{0,100}([\]}])\s{0,100}$/, "$1"));
}
