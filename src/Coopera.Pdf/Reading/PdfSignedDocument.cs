namespace Coopera.Pdf.Reading;

/// <summary>
/// The signatures that the fields of a file reach as it is now, those that earlier states of it had, and what changed since one was given.
/// </summary>
public sealed class PdfSignedDocument
{
    private const int MaximumStates = 16;

    private readonly PdfDocument _document;

    private PdfSignedDocument(PdfDocument document)
    {
        _document = document;
        Signatures = Of(document);
    }

    public IReadOnlyList<PdfSignature> Signatures { get; }

    /// <summary>Given in an earlier state of the file, and gone from it now.</summary>
    public IReadOnlyList<PdfSignature> TakenAway { get; private set; } = [];

    /// <summary>The file's tables are damaged: a reader may show something else.</summary>
    public bool IsRebuilt => _document.IsRebuilt;

    /// <exception cref="InvalidDataException">The file has no catalog.</exception>
    /// <exception cref="PdfEncryptedException">It does not open without a password.</exception>
    /// <exception cref="ReadingBudgetExceededException">Looking through it takes more than the file is worth.</exception>
    public static PdfSignedDocument Read(ReadOnlyMemory<byte> pdf, ReadingBudget budget) =>
        PdfDocument.Read(new PdfFile(pdf, budget), document => new PdfSignedDocument(document));

    /// <summary>Looks through the earlier states of the file, as far as the budget goes.</summary>
    public void FindTakenAway()
    {
        var known = Signatures.Select(signature => signature.Place?.Start.Value).ToHashSet();
        var gone = new List<PdfSignature>();
        TakenAway = gone;
        foreach (var table in _document.Tables.Skip(1).Take(MaximumStates))
        {
            try
            {
                gone.AddRange(
                    (PdfDocument.ByTable(_document.File, table) is { } earlier ? Of(earlier) : [])
                    .Where(signature => signature.Place is { } place && known.Add(place.Start.Value)));
            }
            catch (Exception fault) when (fault is DamagedTableException or InvalidDataException or PdfEncryptedException)
            {
                // a state that nobody can look at any more
            }
        }
    }

    /// <param name="end">Where what was signed ends.</param>
    /// <param name="genuine">Of the other signatures those that hold; what they added is no change.</param>
    public PdfChanges ChangesSince(long end, IReadOnlyCollection<PdfSignature> genuine)
    {
        var file = _document.File;
        if (!file.Bytes.Span[(int)end..].ContainsAnyExcept(PdfSyntax.Blanks))
        {
            return PdfChanges.None;
        }

        try
        {
            var then = new PdfFile(file.Bytes[..(int)end], file.Budget);
            var table = then.TableBefore((int)end);
            return IsRebuilt || table is null || _document.Tables[0] == table || PdfDocument.ByTable(then, table) is not { } signed
                ? PdfChanges.Unclear
                : new RevisionComparison(signed, _document, genuine).Run();
        }
        catch (Exception fault) when (fault is DamagedTableException or InvalidDataException or PdfEncryptedException)
        {
            return PdfChanges.Unclear;
        }
    }

    private static List<PdfSignature> Of(PdfDocument document)
    {
        var found = new List<PdfSignature>();
        var places = new HashSet<int>();
        foreach (var part in document.Fields.Parts.Where(part => part.Type == "Sig"))
        {
            if (PdfSignature.Of(part, document) is { } signature
                && (signature.Place is not { } place || places.Add(place.Start.Value))
                && !(signature.Place is null && found.Any(other => other.Field == signature.Field)))
            {
                found.Add(signature);
            }
        }

        return found;
    }
}
