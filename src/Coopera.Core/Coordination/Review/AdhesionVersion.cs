using System.Globalization;
using Coopera.Domain.Coordination;

namespace Coopera.Core.Coordination.Review;

public readonly record struct AdhesionVersion(long Revision, int Lines)
{
    public static AdhesionVersion Of(Adhesion adhesion) => new(adhesion.Revision, adhesion.Events.Count);

    public static AdhesionVersion Read(string? text) =>
        text?.Split('.') is [var revision, var lines]
        && long.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out var r)
        && int.TryParse(lines, NumberStyles.None, CultureInfo.InvariantCulture, out var l)
            ? new AdhesionVersion(r, l)
            : new AdhesionVersion(-1, 0);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Revision}.{Lines}");
}
