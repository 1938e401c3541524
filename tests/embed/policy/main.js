import "/wayhome/element.js";

await Promise.allSettled(Array.from(document.querySelectorAll("wayhome-check, wayhome-form"), (element) => element.ready));
document.body.dataset.settled = "";
