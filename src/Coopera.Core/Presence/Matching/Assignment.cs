namespace Coopera.Core.Presence.Matching;

/// <summary>
/// Who goes with whom so that all together are the most alike (the Hungarian method), and not each with the nearest left.
/// </summary>
public static class Assignment
{
    public const int Most = 60;

    /// <summary>For each row its column; -1: none.</summary>
    public static int[] Best(double[,] weights)
    {
        var (rows, columns) = (weights.GetLength(0), weights.GetLength(1));
        var n = Math.Max(rows, columns);
        double Cost(int i, int j) => i < rows && j < columns ? -weights[i, j] : 0;
        var (u, v, match, way) = (new double[n + 1], new double[n + 1], new int[n + 1], new int[n + 1]);
        for (var i = 1; i <= n; i++)
        {
            match[0] = i;
            var (free, least, used) = (0, Enumerable.Repeat(double.MaxValue, n + 1).ToArray(), new bool[n + 1]);
            do
            {
                used[free] = true;
                var (row, delta, next) = (match[free], double.MaxValue, 0);
                for (var j = 1; j <= n; j++)
                {
                    if (used[j])
                    {
                        continue;
                    }

                    var reduced = Cost(row - 1, j - 1) - u[row] - v[j];
                    if (reduced < least[j])
                    {
                        (least[j], way[j]) = (reduced, free);
                    }

                    if (least[j] < delta)
                    {
                        (delta, next) = (least[j], j);
                    }
                }

                for (var j = 0; j <= n; j++)
                {
                    if (used[j])
                    {
                        u[match[j]] += delta;
                        v[j] -= delta;
                    }
                    else
                    {
                        least[j] -= delta;
                    }
                }

                free = next;
            }
            while (match[free] != 0);

            while (free != 0)
            {
                match[free] = match[way[free]];
                free = way[free];
            }
        }

        var result = Enumerable.Repeat(-1, rows).ToArray();
        for (var j = 1; j <= columns; j++)
        {
            if (match[j] is > 0 and var row && row <= rows && weights[row - 1, j - 1] > 0)
            {
                result[row - 1] = j - 1;
            }
        }

        return result;
    }
}
