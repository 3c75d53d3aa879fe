namespace Coopera.Core.Links;

public static partial class Addresses
{
    public static partial class Admin
    {
        public static class SavedFilters
        {
            public const string List = $"{Home}/filtri";

            public static string Forget(int id) => $"{List}/{id}/togli";
        }
    }
}
