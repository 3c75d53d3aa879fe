namespace Coopera.Web.Admin;

/// <summary>Where the pages beside this one are: above a list and again below it.</summary>
public sealed record ListPager(string? Previous, string? Next)
{
    public string? First { get; init; }

    public string FirstText { get; init; } = "Le più recenti";

    public string PreviousText { get; init; } = "Pagina precedente";

    public string NextText { get; init; } = "Pagina successiva";

    public bool IsBelow { get; init; }

    public bool IsNeeded => First is not null || Previous is not null || Next is not null;
}
