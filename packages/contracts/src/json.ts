import { z } from 'zod';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** A JSON object of any content. */
export const jsonObjectSchema = z.record(z.string(), z.unknown());
/** A JSON Schema document; what it may contain is checked where it is used. */
export const jsonSchemaSchema = z.record(z.string(), z.unknown());
