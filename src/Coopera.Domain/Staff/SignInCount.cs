namespace Coopera.Domain.Staff;

/// <summary>Attempts to prove to be somebody, from one place, within a stretch of time that begins with the first.</summary>
/// <param name="account">Stands for what was typed as the name, whether or not there is such an account.</param>
/// <param name="place">A network, a known device, or everywhere else together.</param>
public sealed class SignInCount(string account, string place, DateTimeOffset endsAt)
{
    public const int AccountMaxLength = 64;
    public const int PlaceMaxLength = 64;

    public string Account { get; private set; } = account;

    public string Place { get; private set; } = place;

    public int Count { get; private set; } = 1;

    public DateTimeOffset EndsAt { get; private set; } = endsAt;

    /// <summary>When the owner was told of it. Null while there is nothing to tell.</summary>
    public DateTimeOffset? ToldAt { get; private set; }

    public void BeginAgain(DateTimeOffset endsAt) => (Count, EndsAt, ToldAt) = (1, endsAt, null);

    public void LastUntil(DateTimeOffset endsAt) => EndsAt = endsAt;

    public void Tell(DateTimeOffset now) => ToldAt = now;
}
