namespace Coopera.Web.Shared;

public readonly record struct ListPage(int Number, int Count, int Size)
{
    /// <param name="asked">Beyond the last it is the last.</param>
    public static ListPage Of(int asked, int total, int size)
    {
        var count = Math.Max(1, (total + size - 1) / size);
        return new(Math.Clamp(asked, 1, count), count, size);
    }

    public IQueryable<T> In<T>(IQueryable<T> found) => found.Skip((Number - 1) * Size).Take(Size);
}
