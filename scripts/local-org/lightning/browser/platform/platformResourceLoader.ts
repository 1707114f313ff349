/** "lightning/platformResourceLoader". */
export function loadScript(_component: unknown, url: string): Promise<void> {
  const script = document.createElement("script");
  script.src = url;
  return settled(script);
}

export function loadStyle(_component: unknown, url: string): Promise<void> {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = url;
  return settled(link);
}

function settled(element: HTMLElement): Promise<void> {
  return new Promise((resolve, reject) => {
    element.addEventListener("load", () => resolve());
    element.addEventListener("error", () =>
      reject(new Error(`${element.getAttribute("src") ?? element.getAttribute("href")} cannot be loaded`))
    );
    document.head.append(element);
  });
}
