namespace Coopera.Domain;

/// <summary>Whoever cancels or withdraws something may think again for so long, and nobody is told before.</summary>
public static class Undo
{
    public static readonly TimeSpan Within = TimeSpan.FromMinutes(10);

    public static DateTimeOffset Until(DateTimeOffset done) => done + Within;
}
