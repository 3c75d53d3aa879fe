namespace Coopera.Web.Admin;

/// <summary>Where the pages beside this one are: above a list and again below it.</summary>
public sealed record ListPager(string? Previous, string? Next)
{
    /// <param name="address">Of a page, by its number.</param>
    public static ListPager Of(int page, int pages, Func<int, string> address) =>
        new(page > 1 ? address(page - 1) : null, page < pages ? address(page + 1) : null);

    public string? First { get; init; }

    public string FirstText { get; init; } = "Le più recenti";

    public string PreviousText { get; init; } = "Pagina precedente";

    public string NextText { get; init; } = "Pagina successiva";

    public bool IsBelow { get; init; }

    public bool IsNeeded => First is not null || Previous is not null || Next is not null;
}
