namespace Coopera.Domain.Coordination;

/// <summary>A body that belongs to the Coordinamento dei Comuni della rete SAI.</summary>
public sealed class Adhesion
{
    private Adhesion()
    {
    }

    private Adhesion(string publicBodyCode, DateOnly knownSince)
    {
        PublicBodyCode = publicBodyCode;
        ActiveKey = publicBodyCode;
        KnownSince = knownSince;
    }

    public int Id { get; private set; }

    public string PublicBodyCode { get; private set; } = "";

    /// <summary>The body's code while the adhesion is active, else null: its unique index keeps one active adhesion a body.</summary>
    public string? ActiveKey { get; private set; }

    /// <summary>The day from which the adhesion is on record.</summary>
    public DateOnly KnownSince { get; private set; }

    /// <summary>An adhesion that was there before this site, as a public source tells.</summary>
    public static Adhesion OnRecord(PublicBodies.PublicBody body, DateOnly knownSince) => new(body.Code, knownSince);
}
