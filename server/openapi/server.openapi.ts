import { z } from "zod";
import type { Operations } from "../http/operation.ts";

/** What belongs to no feature: the built files, health, and this document itself. */
export const serverOperations: Operations = {
  "GET /sereno.js": {
    summary: "The script tag's module",
    access: "anyone",
    answers: { 200: "text/javascript", 304: null },
  },
  "GET /signals.js": {
    summary: "A classic script for the head: Google Consent Mode v2, denied before any tag",
    access: "anyone",
    answers: { 200: "text/javascript", 304: null },
  },
  "GET /pages.css": {
    summary: "Style of the built-in pages",
    access: "anyone",
    answers: { 200: "text/css", 304: null },
  },
  "GET /console.css": {
    summary: "The style of the hosted pages",
    access: "anyone",
    answers: { 200: "text/css", 304: null },
  },
  "GET /healthz": {
    summary: "Whether the process answers",
    access: "anyone",
    answers: { 200: z.object({ status: z.literal("ok") }) },
  },
  "GET /readyz": {
    summary: "Whether the database answers with the newest schema",
    access: "anyone",
    answers: { 200: z.object({ status: z.literal("ready") }) },
  },
  "GET /api/openapi.json": {
    summary: "This document",
    access: "anyone",
    answers: { 200: z.record(z.string(), z.json()) },
  },
};
