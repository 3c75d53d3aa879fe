namespace Coopera.Web.Admin.Columns;

public static class ColumnsSetup
{
    public static IServiceCollection AddListColumns(this IServiceCollection services) => services.AddSingleton<ListColumns>();
}
