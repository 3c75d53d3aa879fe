using System.Globalization;
using Coopera.Domain;

namespace Coopera.Core.PublicBodies.Ipa;

/// <summary>
/// Where things stand in the file "enti". Titles: Codice_IPA, Denominazione_ente, Codice_Categoria (L6 comuni, L5 province and liberi
/// consorzi, L45 città metropolitane; each with their associations), Codice_comune_ISTAT and Codice_catastale_comune (of the seat), Mail1,
/// Tipo_Mail1 … Mail5, Tipo_Mail5, Ente_in_liquidazione, Data_aggiornamento. A day on which a body ended is understood where there is one.
/// </summary>
internal sealed class IpaColumns
{
    private static readonly string[] Categories = ["L5", "L6", "L45"];
    private static readonly string[] Needed = ["Codice_IPA", "Denominazione_ente", "Codice_comune_ISTAT", "Mail1", "Tipo_Mail1"];
    private static readonly string[] Ends = ["Data_cessazione", "Data_soppressione", "Data_chiusura", "Data_fine_validita"];
    private static readonly string[] Dates = ["yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy", "dd-MM-yyyy"];
    private static readonly DateOnly FirstDayOfSpreadsheets = new(1899, 12, 30);

    private readonly Dictionary<string, int> _titles = [];
    private readonly (int Mail, int Kind)[] _mails;
    private readonly int[] _ends;

    public IpaColumns(IReadOnlyList<string> titles)
    {
        foreach (var (i, title) in titles.Index())
        {
            _titles.TryAdd(Text.Fold(title).Replace(" ", "", StringComparison.Ordinal), i);
        }

        _mails = [.. Enumerable.Range(1, 5).Select(n => (At($"Mail{n}"), At($"Tipo_Mail{n}"))).Where(pair => pair is ( >= 0, >= 0))];
        _ends = [.. Ends.Select(At).Where(i => i >= 0)];
        var missing = Needed.Where(title => At(title) < 0).ToList();
        Missing = missing.Count == 0 ? null : IpaPhrases.MissingColumns(missing, Needed.Length);
    }

    /// <summary>What to say when it is another file; null when it is the right one.</summary>
    public string? Missing { get; }

    public bool IsOfSicily(IReadOnlyList<string> row) =>
        IsIstat(Istat(row)) && (At("Codice_Categoria") < 0
            || Categories.Contains(Cell(row, "Codice_Categoria"), StringComparer.OrdinalIgnoreCase));

    /// <summary>Six digits that begin with the code of a Sicilian province.</summary>
    public static bool IsIstat(string code) => code is ['0', '8', >= '1' and <= '9', _, _, _] && code.All(char.IsAsciiDigit);

    public DateOnly? Updated(IReadOnlyList<string> row) => Day(Cell(row, "Data_aggiornamento"));

    public IpaRow Row(int line, IReadOnlyList<string> row, DateOnly today) => new(
        line, Cell(row, "Codice_IPA"), Cell(row, "Denominazione_ente"), Cell(row, "Codice_Categoria").ToUpperInvariant(), Istat(row),
        Cell(row, "Codice_catastale_comune").ToUpperInvariant(),
        string.Join(' ', _mails.Where(mail => Text.Fold(Cell(row, mail.Kind)) == "pec").Select(mail => Cell(row, mail.Mail))
            .Where(mail => mail.Length > 0).Select(mail => mail.Replace(" ", "", StringComparison.Ordinal))),
        Text.Fold(Cell(row, "Ente_in_liquidazione")) is "s" or "si" || _ends.Any(end => Day(Cell(row, end)) is { } day && day <= today));

    /// <summary>With the zero in front that spreadsheets take away.</summary>
    private string Istat(IReadOnlyList<string> row) =>
        Cell(row, "Codice_comune_ISTAT") is { Length: 5 } code ? $"0{code}" : Cell(row, "Codice_comune_ISTAT");

    private int At(string title) => _titles.GetValueOrDefault(Text.Fold(title).Replace(" ", "", StringComparison.Ordinal), -1);

    private string Cell(IReadOnlyList<string> row, string title) => Cell(row, At(title));

    private static string Cell(IReadOnlyList<string> row, int at) =>
        at >= 0 && at < row.Count && !row[at].Equals("null", StringComparison.OrdinalIgnoreCase) ? row[at] : "";

    private static DateOnly? Day(string text)
    {
        var day = text.Length > 10 && text[10] is 'T' or ' ' ? text[..10] : text;
        return DateOnly.TryParseExact(day, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var serial) && serial is > 30_000 and < 80_000
                ? FirstDayOfSpreadsheets.AddDays((int)serial)
                : null;
    }
}
