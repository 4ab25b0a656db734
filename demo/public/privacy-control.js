// Stands for a browser that sends Global Privacy Control; it must run before any script that asks.
Object.defineProperty(navigator, "globalPrivacyControl", { value: true, configurable: true });
