using System.Text.Json;
using Coopera.Domain.Coordination;

namespace Coopera.Core.Coordination;

public sealed record CopyReading(IReadOnlyList<string> Sentences, IReadOnlyList<string> Differences)
{
    /// <summary>What nobody should overlook, in red.</summary>
    public IReadOnlyList<string> Alarms { get; private init; } = [];

    /// <summary>See <see cref="CopyReport.IsUnsignedScheda"/>.</summary>
    public bool IsUnsigned { get; private init; }

    private static readonly CopyReading None = new(["Per questa copia non c’è un rapporto sulla firma: guarda il file."], []);

    public static CopyReading Of(SignedCopy copy)
    {
        try
        {
            if (CopyReport.Of(copy) is not { Signatures: not null } report)
            {
                return None;
            }

            var differences = report.Comparison?.Differences.Count ?? 0;
            List<string> all = [.. report.Paragraphs()];
            List<string> alarms = [.. report.Alarms()];
            return new CopyReading([.. all[..^differences].Except(alarms)], all[^differences..])
            {
                Alarms = alarms,
                IsUnsigned = report.IsUnsignedScheda,
            };
        }
        catch (JsonException)
        {
            return None; // kept by another version of the site
        }
    }
}
