using Coopera.Core.Tables;
using Coopera.Domain;

namespace Coopera.Core.Registrations.Imports;

/// <summary>What a column of somebody's list holds.</summary>
public enum ImportColumn
{
    Skip,
    FullName,

    /// <summary>"Rossi Maria", as registers have it.</summary>
    LastThenFirst,
    FirstName,
    LastName,
    Email,
    Body,
    Role,
    Phone,
}

/// <summary>What the columns of a list are, by their titles, else by what stands in them. Whoever imports has the last word.</summary>
public static class ImportColumns
{
    private const int Sample = 50;
    private const int LeastDigitsOfPhone = 6;
    private const int LowestTitles = 8;

    // In this order: "nome e cognome" before "nome", "indirizzo email" before anything.
    private static readonly (ImportColumn Column, string[] Words)[] Known =
    [
        (ImportColumn.Email, ["email", "e mail", "mail", "posta elettronica", "casella"]),
        (ImportColumn.LastThenFirst, ["cognome e nome", "cognome nome", "cognome ed il nome", "last name first name"]),
        (ImportColumn.FullName,
            ["nome e cognome", "nome cognome", "nominativo", "full name", "nome completo", "partecipante", "referente"]),
        (ImportColumn.LastName, ["cognome", "last name", "lastname", "surname", "family name"]),
        (ImportColumn.Body,
        [
            "ente", "comune", "amministrazione", "organizzazione", "azienda", "istituzione", "societa", "nome ente", "nome comune",
            "organization", "organisation", "company", "municipality", "body", "denominazione",
        ]),
        (ImportColumn.Role, ["ruolo", "qualifica", "incarico", "carica", "funzione", "mansione", "role", "job title", "title", "position"]),
        (ImportColumn.Phone, ["telefono", "tel", "cellulare", "cell", "recapito", "numero di telefono", "phone", "mobile"]),
        (ImportColumn.FirstName, ["nome", "first name", "firstname", "given name", "name"]),
    ];

    public static bool HasTitles(ReadTable table) => FindTitles(table) is not null;

    /// <summary>The people of a list, with the index of their row: below the titles, and whatever stands above these.</summary>
    public static IEnumerable<(int Index, IReadOnlyList<string> Cells)> People(ReadTable table, bool hasTitles) =>
        table.Rows.Index().Where(row => !ReadTable.IsEmpty(row.Item)).Skip(hasTitles ? (FindTitles(table) ?? 0) + 1 : 0);

    public static IReadOnlyList<string> Titles(ReadTable table) => Filled(table).ElementAt(FindTitles(table) ?? 0);

    /// <param name="isBody">Whether a text names a body of the register.</param>
    public static IReadOnlyList<ImportColumn> Guess(ReadTable table, bool hasTitles, Func<string, bool> isBody)
    {
        var first = Titles(table);
        var columns = Enumerable.Range(0, table.Columns)
            .Select(i => hasTitles && i < first.Count ? ByTitle(first[i]) : ImportColumn.Skip).ToArray();
        KeepFirstOfEach(columns);
        if (!hasTitles || !columns.Contains(ImportColumn.Email))
        {
            ByContent(columns, table, hasTitles, isBody);
        }

        var (name, last) = (Array.IndexOf(columns, ImportColumn.FirstName), Array.IndexOf(columns, ImportColumn.LastName));
        if (name >= 0 && last < 0)
        {
            columns[name] = ImportColumn.FullName; // a column "Nome" alone holds whole names
        }

        return columns;
    }

    /// <summary>A whole name in two: the last word is the last name, with the particle before it.</summary>
    public static (string First, string Last) Split(string name, bool lastFirst)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2)
        {
            return (name, "");
        }

        if (lastFirst)
        {
            var length = IsParticle(words[0]) && words.Length > 2 ? 2 : 1;
            return (string.Join(' ', words[length..]), string.Join(' ', words[..length]));
        }

        var at = words.Length > 2 && IsParticle(words[^2]) ? words.Length - 2 : words.Length - 1;
        return (string.Join(' ', words[..at]), string.Join(' ', words[at..]));
    }

    private static bool IsParticle(string word) =>
        Text.Fold(word) is "de" or "di" or "del" or "della" or "dello" or "dei" or "degli" or "da" or "dal" or "la" or "lo" or "li"
            or "d" or "san" or "santa" or "van" or "von" or "el" or "al";

    private static IEnumerable<IReadOnlyList<string>> Filled(ReadTable table) => table.Rows.Where(row => !ReadTable.IsEmpty(row));

    /// <summary>Among the rows that are not empty. Above it there may be the name of the list, and when it was made.</summary>
    private static int? FindTitles(ReadTable table)
    {
        var before = Filled(table).TakeWhile(row => !row.Any(cell => EmailAddress.TryParse(cell, out _))).Take(LowestTitles).ToList();
        var at = before.FindIndex(row => Count(row) > 1);
        return at >= 0 ? at : before.Count > 0 && Count(before[0]) > 0 ? 0 : null;

        static int Count(IReadOnlyList<string> row) => row.Count(cell => ByTitle(cell) != ImportColumn.Skip);
    }

    private static ImportColumn ByTitle(string title)
    {
        var folded = Text.Fold(title);
        foreach (var (column, words) in Known)
        {
            if (words.Contains(folded))
            {
                return column;
            }
        }

        // "Indirizzo email (istituzionale)", "Comune di appartenenza", "Tel. ufficio"
        var padded = $" {folded} ";
        return folded.Length is 0 or > 60 ? ImportColumn.Skip : Known.FirstOrDefault(
            one => one.Words.Any(word => padded.Contains($" {word} ", StringComparison.Ordinal))).Column;
    }

    private static void KeepFirstOfEach(ImportColumn[] columns)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Array.IndexOf(columns, columns[i]) < i ? ImportColumn.Skip : columns[i];
        }
    }

    private static void ByContent(ImportColumn[] columns, ReadTable table, bool hasTitles, Func<string, bool> isBody)
    {
        var rows = People(table, hasTitles).Take(Sample).Select(row => row.Cells).ToList();
        Give(ImportColumn.Email, text => EmailAddress.TryParse(text, out _));
        if (hasTitles)
        {
            return;
        }

        Give(ImportColumn.Body, isBody);
        Give(ImportColumn.Phone, text => PhoneNumber.IsPlausibleOrEmpty(text) && text.Count(char.IsAsciiDigit) >= LeastDigitsOfPhone);
        var names = Enumerable.Range(0, columns.Length)
            .Where(i => columns[i] == ImportColumn.Skip && Cells(i).Count(IsName) * 2 > Cells(i).Count).Take(2).ToList();
        if (names is [var only])
        {
            columns[only] = ImportColumn.FullName;
        }
        else if (names is [var one, var other])
        {
            // A column of whole names, and another text beside it.
            var whole = Cells(one).Count(name => name.Contains(' ', StringComparison.Ordinal)) * 2 > Cells(one).Count;
            (columns[one], columns[other]) = whole
                ? (ImportColumn.FullName, ImportColumn.Skip) : (ImportColumn.FirstName, ImportColumn.LastName);
        }

        List<string> Cells(int column) => [.. rows.Where(row => column < row.Count && row[column].Length > 0).Select(row => row[column])];

        static bool IsName(string text) => text.Any(char.IsLetter) && !text.Any(char.IsDigit);

        void Give(ImportColumn column, Func<string, bool> fits)
        {
            var best = Enumerable.Range(0, columns.Length).Where(i => columns[i] == ImportColumn.Skip)
                .Select(i => (i, cells: Cells(i))).Select(one => (one.i, fit: one.cells.Count(fits), one.cells.Count))
                .Where(one => one.fit * 2 > one.Count).OrderByDescending(one => one.fit).FirstOrDefault();
            if (best.fit > 0)
            {
                columns[best.i] = column;
            }
        }
    }
}
