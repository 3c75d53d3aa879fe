namespace Coopera.Domain.Certificates;

/// <summary>
/// All that stands on the paper but its number and its code, as it was when it was issued: what changes afterwards changes no certificate.
/// </summary>
public sealed record CertificateFacts
{
    public required string Person { get; init; }

    /// <summary>Null for who named none.</summary>
    public string? Body { get; init; }

    public required string Title { get; init; }

    public string Theme { get; init; } = "";

    /// <summary>As it was held.</summary>
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset Until { get; init; }

    /// <summary>"a distanza, con Zoom".</summary>
    public required string Mode { get; init; }

    public required int AttendedMinutes { get; init; }

    public required int WholeMinutes { get; init; }

    public IReadOnlyList<CertificateTalk> Programme { get; init; } = [];

    public string Coordinator { get; init; } = "";

    /// <summary>The sentence of the fund.</summary>
    public required string Fund { get; init; }

    public required string Place { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>Name and office, a line each.</summary>
    public required string Signer { get; init; }

    /// <summary>Without the code.</summary>
    public required string VerificationAddress { get; init; }

    /// <summary>Null where the webinar gives none.</summary>
    public CertificateCredits? Credits { get; init; }

    /// <summary>The number of the one whose place it takes; null for the first.</summary>
    public string? Replaces { get; init; }

    /// <summary>The webinar was an example: nobody shall believe that it was held.</summary>
    public bool IsSample { get; init; }

    public string WhereToVerify(string code) => $"{VerificationAddress}/{CertificateCode.Grouped(code)}";
}

/// <param name="Hours">"dalle 15:00 alle 15:40"; empty where it is not told.</param>
public sealed record CertificateTalk(string Title, string Subtitle, string Hours, IReadOnlyList<string> Speakers);

/// <param name="Total">All of them, <paramref name="Deontological"/> included.</param>
/// <param name="EventId">By which the Ordine knows the event.</param>
public sealed record CertificateCredits(int Total, int Deontological, string EventId);
