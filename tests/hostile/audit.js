// What a page holds, as a browser's own parser reads it, without running anything of it.
async (addresses) => {
  const clobbered = ["stStrings", "stPlaces", "stGround", "stTerms"];
  const audit = async (address) => {
    const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
    const found = { faults: [], scripts: [], links: [], data: [], attributes: [] };
    const walk = (root) => {
      for (const element of root.querySelectorAll("*")) {
        const tag = element.localName;
        if (tag === "template") walk(element.content);
        if (/^(iframe|object|embed|base|portal|applet|frame|style|math|foreignobject|use|animate|set)$/i.test(tag))
          if (!(tag === "style" && address.includes("/former-"))) found.faults.push(`element ${tag}`);
        for (const { name, value } of element.attributes) {
          if (/^on/i.test(name)) found.faults.push(`${tag} ${name}`);
          if (name === "style" || name === "srcdoc" || name === "ping") found.faults.push(`${tag} ${name}`);
          if (/^(href|src|action|formaction|xlink:href|poster|data|srcset|background|cite)$/i.test(name))
            found.links.push([tag, value, new URL(value, address).href]);
          else found.attributes.push(value);
          if (name === "name" && clobbered.includes(value)) found.faults.push(`name ${value}`);
        }
        if (tag === "script") {
          if (element.src || element.hasAttribute("src")) found.scripts.push(new URL(element.getAttribute("src"), address).href);
          else if (element.type === "application/ld+json") found.data.push(element.textContent);
          else found.faults.push(`script in the page: ${element.textContent.slice(0, 60)}`);
        }
        if (tag === "meta" && /refresh/i.test(element.httpEquiv) && !address.includes("/former-")) found.faults.push("refresh");
      }
    };
    walk(page);
    const ids = [...page.querySelectorAll("[id]")].map((element) => element.id);
    found.faults.push(...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `id twice: ${id}`));
    found.faults.push(...ids.filter((id) => clobbered.includes(id)).map((id) => `id ${id}`));
    found.title = page.title;
    for (const data of page.querySelectorAll("script")) data.remove();
    found.text = page.body.textContent;
    return found;
  };
  // As one text: Playwright takes apart and brings over each value of anything else by itself.
  return JSON.stringify(await Promise.all(addresses.map(audit)));
};
