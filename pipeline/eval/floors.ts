import { readFile, writeFile } from "node:fs/promises";
import { z } from "zod";
import { AskError, messageOf } from "../types.ts";
import type { Evaluation } from "./evaluate.ts";

const Floors = z.record(z.string(), z.number().min(0).max(1));
/** Least figures that the project's own gold set must reach, by measure. */
export type Floors = z.infer<typeof Floors>;

/** Floors lie this much under what was reached when they were set. */
const SLACK = 0.005;

/** The figures that floors are set on. */
export function measures({ fields, lists }: Evaluation): Floors {
  return {
    "relevant.accuracy": fields.relevant.accuracy,
    "event.macroF1": fields.event.macroF1,
    "tier.macroF1": fields.tier.macroF1,
    "vendors.f1": lists.vendors.f1,
    "models.f1": lists.models.f1,
    "industries.f1": lists.industries.f1,
  };
}

/** @throws AskError where the file is missing or malformed */
export async function readFloors(path: string): Promise<Floors> {
  try {
    return Floors.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    throw new AskError({
      en: `The floors in ${path} cannot be read: ${messageOf(error)}`,
      zh: `无法读取 ${path} 中的下限:${messageOf(error)}`,
    });
  }
}

/** The measures that lie under their floor. */
export function missedFloors(floors: Floors, reached: Floors): { measure: string; floor: number; reached: number }[] {
  return Object.entries(floors).flatMap(([measure, floor]) => {
    const got = reached[measure] ?? 0;
    return got < floor ? [{ measure, floor, reached: got }] : [];
  });
}

/** Moves floors up to what was reached; down only where `lower` says so. */
export function moveFloors(floors: Floors, reached: Floors, lower: boolean): Floors {
  return Object.fromEntries(
    Object.entries(reached).map(([measure, got]) => {
      const next = Math.floor((got - SLACK) * 1000) / 1000;
      const old = floors[measure] ?? 0;
      return [measure, lower ? next : Math.max(old, next)];
    }),
  );
}

export async function writeFloors(path: string, floors: Floors): Promise<void> {
  await writeFile(path, `${JSON.stringify(floors, null, 2)}\n`);
}
