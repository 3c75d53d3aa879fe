namespace Coopera.Core.Links;

public static partial class Addresses
{
    public static partial class Admin
    {
        public static class Press
        {
            public const string List = $"{Home}/comunicati";
            public const string New = $"{List}/nuovo";

            public static string Page(int id) => $"{List}/{id}";

            public static string Edit(int id) => $"{Page(id)}/modifica";

            public static string Preview(int id) => $"{Page(id)}/anteprima";

            public static string Publish(int id) => $"{Page(id)}/pubblica";

            public static string Withdraw(int id) => $"{Page(id)}/ritira";

            public static string Delete(int id) => $"{Page(id)}/elimina";
        }
    }
}
