/** What a page is shown on ("Lightning Web Components Developer Guide: Access Client Form Factor"); tablets count as desktops here. */
export type FormFactor = "Small" | "Large";

/** By the browser's name of itself: an org knows its mobile app so, not by the window's width. */
export function formFactorOf(userAgent: string | undefined): FormFactor {
  return /Mobi|Android|iPhone/i.test(userAgent ?? "") ? "Small" : "Large";
}
