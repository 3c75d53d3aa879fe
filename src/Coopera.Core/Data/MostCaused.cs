namespace Coopera.Core.Data;

/// <summary>
/// How many mails strangers can have caused in the last hour at most: as many as were counted once, and as many as <see cref="MailTurn"/>
/// has moved by since, on whatever node. So this process counts them all again only when it may be too many.
/// </summary>
internal sealed class MostCaused
{
    private Count? _last;

    /// <param name="number">Where the turn stands now.</param>
    /// <param name="hourAgo">Later than when it was counted, fewer of those count, never more.</param>
    /// <returns>Null when that is not known: a clock was set back, or what was counted was rolled back.</returns>
    public long? Since(long number, DateTimeOffset hourAgo) =>
        _last is { } last && number >= last.Number && hourAgo >= last.HourAgo ? last.Mails + number - last.Number : null;

    public void Counted(long number, DateTimeOffset hourAgo, int mails) => _last = new Count(number, hourAgo, mails);

    private sealed record Count(long Number, DateTimeOffset HourAgo, int Mails);
}
