// The frame around every page.
import { Outlet } from '@tanstack/react-router'
export const Frame = () => (
  <main id="main" style={{ height: '100vh', overflow: 'auto' }}>
    <Outlet />
  </main>
)
